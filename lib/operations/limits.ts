import { endOfGrant, levelStanding } from "@/lib/access/comp";
import type { CustomerView } from "@/lib/access/view";
import { aRole, type Permission, type Refusals, refusalsOf } from "@/lib/auth/permissions";
import type { Limits } from "@/lib/settings/limits";

const DAY = 86_400_000;
/** How far a form may lag behind the moment it is sent. */
const SLACK = 60 * 60_000;
/** Adapty may answer an instant with fewer digits than it was sent. */
const SAME = 1000;

type Grant = {
  view: Pick<CustomerView, "accessLevels">;
  levelId: string;
  /** Milliseconds; null is for life. */
  until: number | null;
  now: number;
};

/** The longest presets, ten years, and two days for leap years. What lasts longer is for life under another name. */
const LONGEST = 3655 * DAY;

/** The end that a grant leads to, and so what it is judged by: with it starts what was to start later. */
const endGiven = ({ view, levelId, until, now }: Grant): number | null =>
  endOfGrant(levelStanding(view, levelId, now), until);

export function isForLife(grant: Grant): boolean {
  const end = endGiven(grant);
  return end === null || end - grant.now > LONGEST;
}

/**
 * The days of access that a grant adds to what runs already, begun ones counted whole; Infinity for life. They count from
 * now, whenever it is to start: Adapty keeps the earlier start and the later end, and a further grant may start now. What
 * adds anything adds a day at least, or many small ones would add up to a long one that nobody counted.
 */
export function daysGiven(grant: Grant): number {
  const { view, levelId, now } = grant;
  const end = endGiven(grant);
  if (end === null) return Number.POSITIVE_INFINITY;
  const standing = levelStanding(view, levelId, now);
  if (standing?.is === "active" && standing.until === null) return 0;
  const runsUntil = standing?.is === "active" ? (standing.until ?? now) : now;
  if (end - Math.max(now, runsUntil) <= SAME) return 0;
  // What runs ends when it ends; "from now" was another moment when the form was filled in.
  const from = runsUntil > now ? runsUntil : now + SLACK;
  return Math.max(1, Math.ceil((end - from - SAME) / DAY));
}

const isLimited = (role: string): role is keyof Limits => role === "agent" || role === "lead";

/** Whom to ask for more. */
const above = { agent: "a lead or an admin", lead: "an admin" };

/** The numbers that hold for a role; null for one that is held to none. */
export const numbersOf = (role: string, limits: Limits): Limits["agent"] | null =>
  isLimited(role) ? limits[role] : null;

const over = (role: string, most: string, instead: string) =>
  `Over the limit of your role: ${aRole(role)} may ${most}. ${instead}${isLimited(role) ? above[role] : "an admin"} for approval.`;

/** A sentence about a limit without what to do instead, for where that was done: somebody has asked. */
export const withoutAdvice = (message: string): string =>
  message.replace(
    / (?:(?:Choose a shorter time|Wait for tomorrow), or ask|Ask) (?:a lead or )?an admin for approval\.$/,
    "",
  );

/** A sentence when a role may not give that many days at once. For life is a right of its own, so it is not counted here. */
export function whyOverLimit(days: number, role: string, limits: Limits): string | null {
  const most = numbersOf(role, limits)?.daysPerGrant ?? null;
  if (most === null || days <= most || days === Number.POSITIVE_INFINITY) return null;
  return over(role, `give ${most} days at once at most, this gives ${days}`, "Choose a shorter time, or ask ");
}

export const sayTooMany = (most: number, role: string): string =>
  over(
    role,
    `make ${most} ${most === 1 ? "grant" : "grants"} a day, and that is reached today`,
    "Wait for tomorrow, or ask ",
  );

/** `given`: the days this customer was given in the last 90 days, whoever gave them. */
export const sayTooManyDays = (most: number, given: number, days: number, role: string): string =>
  over(
    role,
    `bring a customer to ${most} days of access in 90 days at most, whoever gives them. This customer was given ${given} already, this gives ${days}`,
    "Choose a shorter time, or ask ",
  );

const switches = { "comp.lifetime": "lifetime", "transaction.set": "transactions" } as const;

/** A sentence when the settings take from a role what the table of permissions allows it. */
export function whyTaken(permission: Permission, role: string, limits: Limits): string | null {
  if (role !== "lead" || !(permission in switches)) return null;
  const kept = limits.lead[switches[permission as keyof typeof switches]];
  const does = permission === "comp.lifetime" ? "grant lifetime access" : "enter a transaction";
  return kept ? null : over(role, `not ${does}: that is switched off in Settings`, "Ask ");
}

/**
 * All that a role may not start, by the table of permissions or by the settings, each with the sentence for the screen. A
 * transaction that the settings take from a lead is none of it: its form asks a second person instead.
 */
export function refusalsWithin(role: string, limits: Limits): Refusals {
  const forLife = whyTaken("comp.lifetime", role, limits);
  return { ...(forLife !== null && { "comp.lifetime": forLife }), ...refusalsOf(role) };
}
