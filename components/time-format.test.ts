import { expect, test } from "vitest";
import { sayInstant, sayRelative } from "./time-format";

const at = Date.parse("2027-03-14T18:00:00Z");

test("a date names its zone by its distance from UTC on that day, summer and winter", () => {
  expect(sayInstant(at, "UTC")).toBe("14 Mar 2027, 18:00 UTC");
  expect(sayInstant(at, "Europe/Berlin")).toBe("14 Mar 2027, 19:00 UTC+1");
  expect(sayInstant(Date.parse("2027-07-01T23:30:00Z"), "Europe/Berlin")).toBe("2 Jul 2027, 01:30 UTC+2");
  expect(sayInstant(at, "Asia/Kolkata")).toBe("14 Mar 2027, 23:30 UTC+5:30");
  expect(sayInstant(at, "America/St_Johns")).toBe("14 Mar 2027, 15:30 UTC\u22122:30");
});

test("midnight is 00:00 and fractions of a second do not shift the zone", () => {
  expect(sayInstant(Date.parse("2026-12-31T00:00:00.999Z"), "UTC")).toBe("31 Dec 2026, 00:00 UTC");
});

test("a distance is said in the largest unit that still tells something", () => {
  const minute = 60_000;
  expect(sayRelative(at, at + 20_000)).toBe("just now");
  expect(sayRelative(at, at - minute)).toBe("in 1 minute");
  expect(sayRelative(at, at + 59.6 * minute)).toBe("1 hour ago");
  expect(sayRelative(at, at + 47 * 60 * minute)).toBe("47 hours ago");
  expect(sayRelative(at, at - 12 * 1440 * minute)).toBe("in 12 days");
  expect(sayRelative(at, at + 700 * 1440 * minute)).toBe("23 months ago");
  expect(sayRelative(at, at + 800 * 1440 * minute)).toBe("2 years ago");
});
