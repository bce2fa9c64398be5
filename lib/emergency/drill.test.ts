import { expect, test } from "vitest";
import { isUntried } from "./drill";

const now = Date.parse("2026-03-31T12:00:00.000Z");

test.each([
  ["never", [], true],
  ["30 days ago", ["2026-03-01T12:00:00.000Z"], true],
  ["not quite 30 days ago", ["2026-03-01T12:00:00.001Z"], false],
  ["long ago and today", ["2025-01-01T00:00:00.000Z", "2026-03-31T11:00:00.000Z"], false],
])("emergency access that was taken %s", (_, startedAt, untried) => {
  expect(isUntried(startedAt, now)).toBe(untried);
});
