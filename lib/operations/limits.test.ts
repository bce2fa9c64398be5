import { expect, test } from "vitest";
import { level } from "@/lib/access/profile.fixture";
import { noLimits } from "@/lib/settings/limits";
import {
  daysGiven,
  isForLife,
  refusalsWithin,
  sayTooMany,
  sayTooManyDays,
  whyOverLimit,
  whyTaken,
  withoutAdvice,
} from "./limits";

const DAY = 86_400_000;
const now = Date.parse("2026-11-22T12:00:00Z");
const limits = {
  agent: { daysPerGrant: 31, grantsPerDay: 10, daysPerCustomer: 62 },
  lead: { daysPerGrant: 366, grantsPerDay: null, daysPerCustomer: null, lifetime: false, transactions: false },
};

const until = (days: number) => new Date(now + days * DAY).toISOString();
const none = { view: { accessLevels: [] }, levelId: "premium", now };
const held = (from: number, to: number | null) => ({
  ...none,
  view: {
    accessLevels: [
      level({ access_level_id: "premium", starts_at: until(from), expires_at: to === null ? null : until(to) }),
    ],
  },
});
const on = (days: number) => now + days * DAY;

test("days are counted from what runs already, begun ones whole", () => {
  expect(daysGiven({ ...none, until: on(31) })).toBe(31);
  expect(daysGiven({ ...none, until: on(31) + 2 * 3_600_000 })).toBe(32);
  expect(daysGiven({ ...held(-5, 93), until: on(100) })).toBe(7);
  expect(daysGiven({ ...held(-50, -40), until: on(5) })).toBe(5);
  expect(daysGiven({ ...held(-5, 9), until: on(5) })).toBe(0);
  expect(daysGiven({ ...held(-5, null), until: on(5) })).toBe(0);
  expect(daysGiven({ ...none, until: null })).toBe(Number.POSITIVE_INFINITY);
});

test("many small extensions count as many days", () => {
  const HOUR = 1 / 24;
  expect(daysGiven({ ...held(-5, 9), until: on(9 + HOUR) })).toBe(1);
  expect(daysGiven({ ...held(-5, 9), until: on(9) + 500 })).toBe(0);
  expect(daysGiven({ ...none, until: on(HOUR / 2) })).toBe(1);
  expect(daysGiven({ ...held(-5, 9), until: on(10 + HOUR) })).toBe(2);
});

test("what is to start later counts from now to its own end, as anything that starts sooner starts it", () => {
  expect(daysGiven({ ...held(3600, 3631), until: on(1) })).toBe(3631);
  expect(daysGiven({ ...held(3000, 3029), until: on(3050) })).toBe(3050);
  expect(daysGiven({ ...held(300, null), until: on(1) })).toBe(Number.POSITIVE_INFINITY);
  expect([isForLife({ ...held(300, null), until: on(1) }), isForLife({ ...held(300, 330), until: on(1) })]).toEqual([
    true,
    false,
  ]);
  expect(isForLife({ ...held(-5, null), until: on(1) })).toBe(false);
});

test("a form that was open for half an hour is not a day over", () => {
  expect(daysGiven({ ...none, until: on(31), now: now - 30 * 60_000 })).toBe(31);
});

test("says who is over their limit and whom to ask", () => {
  expect(whyOverLimit(31, "agent", limits)).toBeNull();
  expect(whyOverLimit(32, "agent", limits)).toBe(
    "Over the limit of your role: an agent may give 31 days at once at most, this gives 32. Choose a shorter time, or ask a lead or an admin for approval.",
  );
  expect(whyOverLimit(32, "lead", limits)).toBeNull();
  expect(whyOverLimit(367, "lead", limits)).toMatch(/or ask an admin for approval\.$/);
  expect(whyOverLimit(5000, "admin", limits)).toBeNull();
  expect(whyOverLimit(5000, "agent", { ...limits, agent: { ...limits.agent, daysPerGrant: null } })).toBeNull();
});

test.each([whyOverLimit(32, "agent", limits) ?? "", sayTooMany(10, "lead"), sayTooManyDays(30, 20, 11, "agent")])(
  "once it is asked for, of %s the limit stays and not what to do instead",
  (message) => {
    const said = withoutAdvice(message);
    expect(said).toMatch(/^Over the limit of your role: an? (agent|lead) may [^.]+\./);
    expect(said).not.toMatch(/or ask|approval/);
  },
);

test("what says more than a limit is kept whole", () => {
  const message = "Your role (agent) may not grant lifetime access. A lead or an admin can.";
  expect(withoutAdvice(message)).toBe(message);
});

test("settings take from a lead what the table of permissions allows, and from nobody else", () => {
  expect(whyTaken("transaction.set", "lead", limits)).toBe(
    "Over the limit of your role: a lead may not enter a transaction: that is switched off in Settings. Ask an admin for approval.",
  );
  expect(whyTaken("transaction.set", "lead", noLimits)).toBeNull();
  expect(whyTaken("access.grant", "lead", limits)).toBeNull();
  expect(whyTaken("transaction.set", "admin", limits)).toBeNull();
  // A transaction a lead may still ask for, in its form; for life the form says so.
  const names = Object.keys(refusalsWithin("lead", limits));
  const usual = Object.keys(refusalsWithin("lead", noLimits));
  expect(names.filter((name) => !usual.includes(name))).toEqual(["comp.lifetime"]);
  expect(refusalsWithin("agent", limits)["comp.lifetime"]).toMatch(/^Your role \(agent\) may not/);
});
