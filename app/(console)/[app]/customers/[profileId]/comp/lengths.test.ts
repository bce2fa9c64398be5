import { expect, test } from "vitest";
import { NOW } from "@/lib/access/profile.fixture";
import { nameLength, sayResult, usualLength } from "./lengths";

const DAY = 86_400_000;
const counting = { now: NOW, from: NOW, currentEnd: NOW + 10 * DAY, timeZone: "UTC" };

test("lengths are called as people call them", () => {
  const names = [{ days: 1 }, { days: 7 }, { months: 1 }, { months: 6 }, { months: 12 }, { lifetime: true as const }];
  expect(names.map(nameLength)).toEqual(["1 day", "7 days", "1 month", "6 months", "1 year", "Lifetime"]);
});

test("a chip carries the day it leads to, with the year only when it is another one", () => {
  expect(sayResult({ days: 7 }, "replace", counting)).toBe("→ 9 Mar");
  expect(sayResult({ days: 7 }, "add", counting)).toBe("→ 19 Mar");
  expect(sayResult({ months: 12 }, "replace", counting)).toBe("→ 2 Mar 2028");
  expect(sayResult({ lifetime: true }, "add", counting)).toBeUndefined();
  expect(sayResult({ days: 7 }, "add", { ...counting, currentEnd: "cannot_tell" })).toBeUndefined();
});

test("the day is that of the console's zone", () => {
  expect(sayResult({ days: 1 }, "replace", { ...counting, timeZone: "Pacific/Auckland" })).toBe("→ 4 Mar");
});

test("a week is the usual length, never lifetime", () => {
  expect(usualLength({ presets: [{ days: 3 }, { days: 7 }] })).toEqual({ days: 7 });
  expect(usualLength({ presets: [{ lifetime: true }, { months: 1 }] })).toEqual({ months: 1 });
  expect(usualLength({ presets: [{ lifetime: true }] })).toBe("until");
});
