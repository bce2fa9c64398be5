import { parseInstant } from "@/lib/adapty/instant";
import type { AccessLevel, Subscription } from "@/lib/adapty/profile";

/**
 * Where an access level or a subscription period stands at one moment. Instants are milliseconds; `until: null` is for
 * life, `until: undefined` means that Adapty gives no usable end (a grace period past its date). `ended` without `at`
 * ended before it ever started. "cannot_tell" is a legal answer: a date was not provided or cannot be read.
 */
export type Standing =
  | { is: "active"; until: number | null | undefined }
  | { is: "later"; from: number; until: number | null | undefined }
  | { is: "ended"; at: number | undefined }
  | { is: "cannot_tell"; about: "start" | "end"; why: "not_provided" | "unreadable" };

export type LevelStanding = { level: AccessLevel; standing: Standing };

function judge(start: unknown, end: unknown, inGrace: boolean, now: number): Standing {
  const startsAt = start === null || start === undefined ? Number.NEGATIVE_INFINITY : parseInstant(start);
  const endsAt = end === null ? Number.POSITIVE_INFINITY : parseInstant(end);
  const until = end === null ? null : Number.isNaN(endsAt) ? undefined : endsAt;
  const cannotTell = (about: "start" | "end", date: unknown): Standing => ({
    is: "cannot_tell",
    about,
    why: date === undefined ? "not_provided" : "unreadable",
  });
  if (startsAt > now)
    return endsAt <= startsAt ? { is: "ended", at: undefined } : { is: "later", from: startsAt, until };
  if (endsAt <= now && !inGrace) return { is: "ended", at: endsAt };
  if (Number.isNaN(startsAt)) return cannotTell("start", start);
  if (inGrace) return { is: "active", until: endsAt > now ? until : undefined };
  if (Number.isNaN(endsAt)) return cannotTell("end", end);
  return { is: "active", until };
}

/**
 * Adapty sends no "is active": a level is active when it has started (`starts_at` absent, null or not after now) and has not
 * ended (`expires_at` null or after now) or is in its grace period. Source: API objects page, AccessLevel.
 */
export const standingOfLevel = (level: AccessLevel, now: number): Standing =>
  judge(level.starts_at, level.expires_at, level.is_in_grace_period === true, now);

/** Subscriptions carry no start of their own; the older objects' `starts_at` is honoured when it is there. */
export const standingOfSubscription = (subscription: Subscription, now: number): Standing =>
  judge(subscription.starts_at ?? null, subscription.expires_at, subscription.is_in_grace_period === true, now);

const ORDER = { active: 0, cannot_tell: 1, later: 2, ended: 3 } as const;

function weight(standing: Standing): number {
  if (standing.is === "active") return standing.until === null ? Number.POSITIVE_INFINITY : (standing.until ?? 0);
  if (standing.is === "ended") return standing.at ?? 0;
  return standing.is === "later" ? -standing.from : 0;
}

const better = (a: Standing, b: Standing): boolean =>
  ORDER[a.is] < ORDER[b.is] || (a.is === b.is && weight(a) > weight(b));

/**
 * One standing per access level id, the best where an id comes twice. In order: active (longest first), unclear, to come
 * (soonest first), ended (last ended first).
 */
export function standingsOf(levels: AccessLevel[], now: number): LevelStanding[] {
  const best = new Map<string, LevelStanding>();
  for (const level of levels) {
    const id = level.access_level_id ?? "";
    const held = best.get(id);
    const standing = standingOfLevel(level, now);
    if (!held || better(standing, held.standing)) best.set(id, { level, standing });
  }
  return [...best.values()].sort(({ standing: a }, { standing: b }) => Number(better(b, a)) - Number(better(a, b)));
}
