import { expect, test } from "vitest";
import { dayStart } from "./wall-clock";

const start = (now: string, zone: string) => new Date(dayStart(Date.parse(now), zone)).toISOString();

test.each([
  ["2026-11-22T12:34:56.789Z", "UTC", "2026-11-22T00:00:00.000Z"],
  ["2026-11-22T00:00:00.000Z", "UTC", "2026-11-22T00:00:00.000Z"],
  ["2026-11-22T23:30:00.000Z", "Europe/Berlin", "2026-11-22T23:00:00.000Z"],
  ["2026-11-22T03:00:00.000Z", "America/Los_Angeles", "2026-11-21T08:00:00.000Z"],
  ["2026-11-22T03:00:00.000Z", "Asia/Kathmandu", "2026-11-21T18:15:00.000Z"],
])("the day of %s in %s began at %s", (now, zone, expected) => expect(start(now, zone)).toBe(expected));

test("a day on which the clocks change is 23 or 25 hours long", () => {
  expect(start("2026-03-29T20:00:00.000Z", "Europe/Berlin")).toBe("2026-03-28T23:00:00.000Z");
  expect(start("2026-10-25T20:00:00.000Z", "Europe/Berlin")).toBe("2026-10-24T22:00:00.000Z");
});

test("a midnight that clocks skip begins an hour later, and of one that comes twice the first counts", () => {
  expect(start("2026-04-24T12:00:00.000Z", "Africa/Cairo")).toBe("2026-04-23T22:00:00.000Z");
  expect(start("2026-11-01T12:00:00.000Z", "America/Havana")).toBe("2026-11-01T04:00:00.000Z");
});
