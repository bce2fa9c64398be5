import { standingsOf } from "@/lib/access/standing";
import type { CustomerView } from "@/lib/access/view";
import { aRole } from "@/lib/auth/permissions";
import type { Limits } from "@/lib/settings/limits";

const DAY = 86_400_000;
/** How far a form may lag behind the moment it is sent. */
const SLACK = 60 * 60_000;

type Grant = {
  view: Pick<CustomerView, "accessLevels">;
  levelId: string;
  /** Milliseconds; null is for life. */
  until: number | null;
  startsAt?: number;
  now: number;
};

/**
 * The days of access that a grant adds to what runs already, begun ones counted whole; Infinity for life. Where something
 * runs or is to start, Adapty keeps the earlier start and the later end, so the grant's own start says nothing.
 */
export function daysGiven({ view, levelId, until, startsAt, now }: Grant): number {
  if (until === null) return Number.POSITIVE_INFINITY;
  const held = (view.accessLevels ?? []).filter((level) => level.access_level_id === levelId);
  const standing = standingsOf(held, now)[0]?.standing;
  const from =
    standing?.is === "active"
      ? standing.until === null
        ? Number.POSITIVE_INFINITY
        : (standing.until ?? now)
      : standing === undefined || standing.is === "ended"
        ? (startsAt ?? now)
        : now;
  return Math.max(0, Math.ceil((until - Math.max(now, from) - SLACK) / DAY));
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
  return `Over the limit of your role: ${aRole(role)} may make ${most} ${most === 1 ? "grant" : "grants"} a day, and that is reached today. Ask ${ask}, or wait for tomorrow.`;
}
