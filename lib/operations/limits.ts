import type { LevelEnd } from "@/lib/access/comp";
import { aRole } from "@/lib/auth/permissions";
import type { Limits } from "@/lib/settings/limits";

const DAY = 86_400_000;
/** How far a form may lag behind the moment it is sent. */
const SLACK = 60 * 60_000;

type Grant = {
  /** Milliseconds; null is for life. */
  until: number | null;
  startsAt?: number;
  /** When the access ends that the customer has to this level now. */
  currentEnd: LevelEnd;
  now: number;
};

/** The days of access that a grant adds to what the customer has already, begun ones counted whole; Infinity for life. */
export function daysGiven({ until, startsAt, currentEnd, now }: Grant): number {
  if (until === null) return Number.POSITIVE_INFINITY;
  const from = Math.max(now, startsAt ?? now, typeof currentEnd === "number" ? currentEnd : now);
  return Math.max(0, Math.ceil((until - from - SLACK) / DAY));
}

const isLimited = (role: string): role is keyof Limits => role === "agent" || role === "lead";

/** Whom to ask for more. */
const above = { agent: "a lead or an admin", lead: "an admin" };

/** A sentence when a role may not give that many days at once. For life is a right of its own, so it is not counted here. */
export function whyOverLimit(days: number, role: string, limits: Limits): string | null {
  if (!isLimited(role)) return null;
  const most = limits[role].daysPerGrant;
  if (most === null || days <= most || days === Number.POSITIVE_INFINITY) return null;
  return `Over the limit of your role: ${aRole(role)} may give ${most} days at once at most, this gives ${days}. Choose a shorter time, or ask ${above[role]}.`;
}

/** How many grants a day this role may make; null is no limit. */
export const grantsPerDay = (role: string, limits: Limits): number | null =>
  isLimited(role) ? limits[role].grantsPerDay : null;

export function sayTooMany(most: number, role: string): string {
  const ask = isLimited(role) ? above[role] : "an admin";
  return `Over the limit of your role: ${aRole(role)} may grant ${most} times a day, and that is reached today. Ask ${ask}, or wait for tomorrow. Nothing was sent.`;
}
