import { expect, test } from "vitest";
import { AT_LEAST, isMuch, medianOf, mediansBeside, mediansOf, noCounts } from "./judge-acts";

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

const revealed = (month: number) => ({ ...noCounts(), reveals: { today: 0, month } });

test.each([
  ["alone", [AT_LEAST], [true]],
  ["alone, with little", [AT_LEAST - 1], [false]],
  ["of two who reveals all", [100_000, 0], [true, false]],
  ["of two who reveals the most by far", [100, 30], [true, false]],
  ["of two who do alike", [40, 30], [false, false]],
  ["of three", [100, 30, 20], [true, false, false]],
])("each is measured by the others: %s", (_, months, marked) => {
  const team = months.map(revealed);
  expect(team.map((own) => isMuch(own.reveals.month, mediansBeside(team, own).reveals.month))).toEqual(marked);
});
