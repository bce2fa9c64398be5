import "server-only";
import type { Kysely } from "kysely";
import type { Actor } from "@/lib/audit/event";
import { record } from "@/lib/audit/record";
import type { Schema } from "@/lib/db/schema";
import { describeDevice } from "./describe-device";
import { IDLE_MS } from "./read-session";

/** A session that still opens the console. Moments are ISO, UTC, `lastUsedAt` to the minute; `device` is in words. */
export type OpenSession = { id: string; userId: string; beganAt: string; lastUsedAt: string; device: string };

const toIso = (moment: string | Date): string => new Date(moment).toISOString();

/** Those of one account or of all, the one used last first. Whoever lists them has asked who may see them. */
export async function listSessions(
  db: Kysely<Schema>,
  { now, userId }: { now: Date; userId?: string },
): Promise<OpenSession[]> {
  const all = db.selectFrom("session").select(["id", "userId", "userAgent", "createdAt", "updatedAt", "expiresAt"]);
  const rows = await (userId === undefined ? all : all.where("userId", "=", userId)).execute();
  return rows
    .filter(({ expiresAt }) => new Date(expiresAt) > now)
    .filter(({ updatedAt }) => now.getTime() - new Date(updatedAt).getTime() <= IDLE_MS)
    .map(({ id, userId, userAgent, createdAt, updatedAt }) => {
      const [beganAt, lastUsedAt] = [toIso(createdAt), toIso(updatedAt)];
      return { id, userId, beganAt, lastUsedAt, device: describeDevice(userAgent) };
    })
    .sort((one, other) => other.lastUsedAt.localeCompare(one.lastUsedAt) || one.id.localeCompare(other.id));
}

/** Ends sessions of one account at once, and answers how many: the one that is named, or all but `except`. */
export async function endSessionsOf(
  db: Kysely<Schema>,
  { userId, only, except }: { userId: string; only?: string | undefined; except?: string | undefined },
): Promise<number> {
  let ended = db.deleteFrom("session").where("userId", "=", userId);
  if (only !== undefined) ended = ended.where("id", "=", only);
  if (except !== undefined) ended = ended.where("id", "!=", except);
  return Number((await ended.executeTakeFirstOrThrow()).numDeletedRows);
}

/** Ends sessions of one account at once, by its owner, and records it; where none was left to end, nothing is. */
export function endOwnSessionsOf(
  db: Kysely<Schema>,
  actor: Actor,
  which: { only: string } | { except: string },
  now: Date,
): Promise<number> {
  return db.transaction().execute(async (trx) => {
    const ended = await endSessionsOf(trx, { userId: actor.id, ...which });
    const target = { type: "account", id: actor.id } as const;
    const event = { actor, action: "own.end_sessions", target, outcome: "done", detail: { ended } } as const;
    if (ended > 0) await record(trx, [event], now);
    return ended;
  });
}
