import { expect, test } from "vitest";
import { daysGiven, whyOverLimit } from "./limits";

const DAY = 86_400_000;
const now = Date.parse("2026-11-22T12:00:00Z");
const none = undefined;
const limits = {
  agent: { daysPerGrant: 31, grantsPerDay: 10 },
  lead: { daysPerGrant: 366, grantsPerDay: null },
};

test("days are counted from what the customer has already, begun ones whole", () => {
  expect(daysGiven({ until: now + 31 * DAY, currentEnd: none, now })).toBe(31);
  expect(daysGiven({ until: now + 31 * DAY + 2 * 3_600_000, currentEnd: none, now })).toBe(32);
  expect(daysGiven({ until: now + 100 * DAY, currentEnd: now + 93 * DAY, now })).toBe(7);
  expect(daysGiven({ until: now + 100 * DAY, startsAt: now + 90 * DAY, currentEnd: none, now })).toBe(10);
  expect(daysGiven({ until: now + 5 * DAY, currentEnd: now - 40 * DAY, now })).toBe(5);
  expect(daysGiven({ until: now + 5 * DAY, currentEnd: now + 9 * DAY, now })).toBe(0);
  expect(daysGiven({ until: now + 5 * DAY, currentEnd: "cannot_tell", now })).toBe(5);
  expect(daysGiven({ until: null, currentEnd: none, now })).toBe(Number.POSITIVE_INFINITY);
});

test("a form that was open for half an hour is not a day over", () => {
  expect(daysGiven({ until: now + 31 * DAY, currentEnd: none, now: now - 30 * 60_000 })).toBe(31);
});

test("says who is over their limit and whom to ask", () => {
  expect(whyOverLimit(31, "agent", limits)).toBeNull();
  expect(whyOverLimit(32, "agent", limits)).toBe(
    "Over the limit of your role: an agent may give 31 days at once at most, this gives 32. Choose a shorter time, or ask a lead or an admin.",
  );
  expect(whyOverLimit(32, "lead", limits)).toBeNull();
  expect(whyOverLimit(367, "lead", limits)).toMatch(/or ask an admin\.$/);
  expect(whyOverLimit(5000, "admin", limits)).toBeNull();
  expect(whyOverLimit(5000, "agent", { ...limits, agent: { ...limits.agent, daysPerGrant: null } })).toBeNull();
});
