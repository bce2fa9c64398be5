import "server-only";
import type { Actor } from "@/lib/audit/event";
import { takeOne } from "@/lib/auth/measure";
import { env } from "@/lib/env";
import { oneInProcess } from "@/lib/world/one-in-process";

const HOUR_MS = 3_600_000;
const REMEMBERED = 50_000;

const looks = oneInProcess("consoleLooks", () => new Map<string, number>());

const measure = { name: "looks", perHour: env.looksPerHour, what: "customers" };

/**
 * Whoever copies the customers away opens them one after another. A sentence when this account opened as many within an
 * hour as it may; the same customer again within the hour is the same look.
 */
export async function whyNoMoreLooks(
  actor: Actor,
  { app, profileId }: { app: string; profileId: string },
  now: number,
): Promise<string | null> {
  const key = JSON.stringify([actor.id, app, profileId]);
  if (now - (looks.get(key) ?? Number.NEGATIVE_INFINITY) < HOUR_MS) return null;
  const target = { type: "profile", app, id: profileId } as const;
  const why = await takeOne(measure, { actor, action: "profile.view", target }, now);
  if (why !== null) return why;
  looks.delete(key);
  looks.set(key, now);
  const oldest = looks.keys().next();
  if (looks.size > REMEMBERED && !oldest.done) looks.delete(oldest.value);
  return null;
}

/** Why this account may not look for customers by their ids any more just now, found or not, as a sentence; null when it may. */
export const whyNoMoreSearches = (actor: Actor, app: string, now: number): Promise<string | null> =>
  takeOne({ ...measure, name: "searches", what: "searches" }, { actor, action: "customer.find", detail: { app } }, now);
