import { expect, test } from "vitest";
import { AT_LEAST, isMuch, medianOf, mediansOf, noCounts } from "./judge-acts";

test("the median is the middle one, or halfway between two", () => {
  expect(medianOf([])).toBe(0);
  expect(medianOf([9, 100, 1])).toBe(9);
  expect(medianOf([10, 1, 4, 100])).toBe(7);
});

test("too much is more than three times the median, and never fewer than twenty", () => {
  expect(isMuch(AT_LEAST - 1, 0)).toBe(false);
  expect(isMuch(AT_LEAST, 0)).toBe(true);
  expect(isMuch(30, 10)).toBe(false);
  expect(isMuch(31, 10)).toBe(true);
});

test("each kind has a median of its own, for today and for the 30 days", () => {
  const team = [1, 2, 9].map((month) => ({ ...noCounts(), views: { today: month - 1, month } }));
  expect(mediansOf(team)).toEqual({ ...noCounts(), views: { today: 1, month: 2 } });
});
