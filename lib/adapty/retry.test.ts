import { describe, expect, test } from "vitest";
import { readRetryAfter, waitBeforeRetry } from "./retry";

const NOW = Date.UTC(2026, 0, 1);

describe("Retry-After", () => {
  test.each([
    ["0", 0],
    ["2", 2_000],
    [" 2 ", 2_000],
    ["86400", 86_400_000],
    ["Thu, 01 Jan 2026 00:00:03 GMT", 3_000],
    ["Wed, 31 Dec 2025 00:00:00 GMT", 0],
  ])("%j asks for %i ms", (header, ms) => {
    expect(readRetryAfter(header, NOW)).toBe(ms);
  });

  test.each([null, "", "-1", "1.5", "soon", "2026-01-01", "Xyz, 99 Abc 2026 00:00:03 GMT"])(
    "%j asks for nothing",
    (header) => {
      expect(readRetryAfter(header, NOW)).toBeNull();
    },
  );
});

describe("the wait before another try", () => {
  test("is what the server asks for, up to five seconds", () => {
    expect(waitBeforeRetry(1, 2_000, 1)).toBe(2_000);
    expect(waitBeforeRetry(1, 0, 1)).toBe(0);
    expect(waitBeforeRetry(1, 86_400_000, 0)).toBe(5_000);
  });

  test("is otherwise anything between nothing and a limit that doubles", () => {
    expect(waitBeforeRetry(1, null, 0)).toBe(0);
    expect(waitBeforeRetry(1, null, 1)).toBe(400);
    expect(waitBeforeRetry(2, null, 1)).toBe(800);
    expect(waitBeforeRetry(20, null, 1)).toBe(5_000);
  });
});
