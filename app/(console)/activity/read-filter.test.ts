import { expect, test } from "vitest";
import { addressOf } from "./read-asked";
import { readFilter } from "./read-filter";

test("days are those of the console's zone, the last one included", () => {
  const { filter } = readFilter({ from: "2026-03-01", to: "2026-03-29" }, "Europe/Berlin");
  expect(filter).toEqual({ from: "2026-02-28T23:00:00.000Z", until: "2026-03-29T22:00:00.000Z" });
});

test("what cannot be read is left out and named", () => {
  const { filter, unread } = readFilter(
    { from: "yesterday", operation: "drop.table", outcome: ["a", "b"], who: "a1" },
    "UTC",
  );
  expect(filter).toEqual({ agentId: "a1" });
  expect(unread).toEqual(["What", "Outcome", "From"]);
});

test("a day at either end of all years is left out and named, not taken for one on which nothing happened", () => {
  for (const zone of ["UTC", "Europe/Berlin", "America/New_York"]) {
    const { filter, unread } = readFilter({ from: "0000-01-01", to: "9999-12-31" }, zone);
    expect([filter, unread]).toEqual([{}, ["From", "To"]]);
    const widest = readFilter({ from: "1000-01-02", to: "9998-12-31" }, zone).filter;
    expect(widest).toEqual({ from: expect.stringMatching(/^1000-/), until: expect.stringMatching(/^999[89]-/) });
  }
});

test("an empty box asks for nothing, an unknown name is ignored", () => {
  expect(readFilter({ who: "", text: "", utm: "x" }, "UTC")).toEqual({
    asked: {},
    filter: {},
    unread: [],
    tooShort: false,
  });
});

test("a text without a word of three letters asks for nothing, stays in its box, and is told", () => {
  const read = readFilter({ text: "a %% zd" }, "UTC");
  expect(read).toMatchObject({ asked: { text: "a %% zd" }, filter: {}, unread: [], tooShort: true });
  expect(readFilter({ text: "a refund" }, "UTC")).toMatchObject({ filter: { text: "a refund" }, tooShort: false });
});

test("an address leads back to the same list", () => {
  const { asked } = readFilter({ customer: "a&b=c", text: "50 % off" }, "UTC");
  const address = addressOf("/activity", asked, { before: "2026-01-01T00:00:00.000Z_x" });
  const again = readFilter(Object.fromEntries(new URL(address, "http://x").searchParams), "UTC");
  expect(again.filter).toEqual({ customer: "a&b=c", text: "50 % off", before: "2026-01-01T00:00:00.000Z_x" });
  expect(addressOf("/activity", { who: "a" }, { who: undefined })).toBe("/activity");
});
