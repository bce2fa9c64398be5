import { expect, test } from "vitest";
import { groupDigits } from "./group-digits";

test("digits are grouped by threes with a thin space, and few digits stay as they are", () => {
  expect([0, 999, 1000, 10_000, 1_234_567, "10896"].map(groupDigits)).toEqual([
    "0",
    "999",
    "1\u2009000",
    "10\u2009000",
    "1\u2009234\u2009567",
    "10\u2009896",
  ]);
});
