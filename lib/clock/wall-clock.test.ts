import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fromWallClock, toWallClock } from "./wall-clock";

const zones = ["UTC", "Europe/Paris", "America/St_Johns", "Asia/Kolkata", "Pacific/Auckland"];

describe("wall clocks", () => {
  it("reads back the instant it shows, in every zone, outside the hour that comes twice", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4_102_444_800 }), fc.constantFrom(...zones), (seconds, zone) => {
        const at = seconds * 1000;
        const shown = toWallClock(at, zone);
        expect(toWallClock(fromWallClock(shown, zone), zone)).toBe(shown);
      }),
    );
  });

  it("knows summer time", () => {
    expect(fromWallClock("2026-07-01T12:00", "Europe/Paris")).toBe(Date.parse("2026-07-01T10:00:00Z"));
    expect(fromWallClock("2026-12-01T12:00", "Europe/Paris")).toBe(Date.parse("2026-12-01T11:00:00Z"));
  });

  it("takes the first of the two hours when clocks go back", () => {
    expect(fromWallClock("2026-10-25T02:30", "Europe/Paris")).toBe(Date.parse("2026-10-25T00:30:00Z"));
  });

  it("counts a skipped hour from the time before", () => {
    expect(fromWallClock("2026-03-29T02:30", "Europe/Paris")).toBe(Date.parse("2026-03-29T01:30:00Z"));
  });

  it("keeps seconds and refuses what is no clock", () => {
    expect(toWallClock(Date.parse("2022-10-12T09:42:50Z"), "UTC")).toBe("2022-10-12T09:42:50");
    expect(fromWallClock("2022-10-12T09:42:50", "UTC")).toBe(Date.parse("2022-10-12T09:42:50Z"));
    expect(fromWallClock("soon", "UTC")).toBeNaN();
  });
});
