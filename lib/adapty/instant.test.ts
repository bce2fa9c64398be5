import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { formatInstant, parseInstant } from "./instant";

describe("an instant", () => {
  test.each([
    "2022-10-12T09:42:50Z",
    "2022-10-12T09:42:50+00:00",
    "2022-10-12T09:42:50+0000",
    "2022-10-12T09:42:50.000000+0000",
    "2022-10-12T09:42:50.0Z",
    "2022-10-12 09:42:50+00:00",
    "2022-10-12T11:42:50+02:00",
    "2022-10-12T05:12:50-0430",
    "2022-10-12t09:42:50z",
  ])("is read from %s", (text) => {
    expect(parseInstant(text)).toBe(Date.UTC(2022, 9, 12, 9, 42, 50));
  });

  test.each([
    "",
    "2022-10-12",
    "2022-10-12T09:42:50",
    "2022-13-12T09:42:50Z",
    "2022-02-30T09:42:50Z",
    "2023-02-29T00:00:00Z",
    "2022-10-12T25:00:00Z",
    "2022-10-12T09:42:50+99:99",
    "tomorrow",
    " 2022-10-12T09:42:50Z",
    "2022-10-12T09:42:50Z\n",
    null,
    undefined,
    1665567770000,
    {},
  ])("is not read from %o", (text) => {
    expect(parseInstant(text)).toBeNaN();
  });

  test("knows a leap day and keeps microseconds", () => {
    expect(parseInstant("2024-02-29T00:00:00Z")).toBe(Date.UTC(2024, 1, 29));
    expect(formatInstant(parseInstant("2025-01-09T15:32:31.461425+00:00"))).toBe("2025-01-09T15:32:31.461425+00:00");
  });

  test("is written without a fraction when that is zero", () => {
    expect(formatInstant(Date.UTC(2022, 9, 12, 9, 42, 50))).toBe("2022-10-12T09:42:50+00:00");
    expect(formatInstant(-1)).toBe("1969-12-31T23:59:59.999000+00:00");
  });

  test("survives being written and read, to the millisecond, over three thousand years", () => {
    fc.assert(
      fc.property(fc.integer({ min: Date.UTC(1000, 0, 1), max: Date.UTC(4000, 0, 1) }), (at) => {
        expect(parseInstant(formatInstant(at))).toBe(at);
      }),
    );
  });

  test("never makes the reader throw, whatever the text", () => {
    fc.assert(fc.property(fc.anything(), (text) => void parseInstant(text)));
  });
});
