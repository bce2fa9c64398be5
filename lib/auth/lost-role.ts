import "server-only";
import type { Kysely } from "kysely";
import type { Schema } from "@/lib/db/schema";
import { isRunning } from "@/lib/emergency/is-running";

type Acting = { id: string; role: string; elevationId?: string };

/** Does this emergency access of theirs run, by its own rule? */
async function isElevated(db: Kysely<Schema>, elevationId: string, userId: string, now: Date): Promise<boolean> {
  const held = await db
    .selectFrom("elevation")
    .innerJoin("user", "user.id", "elevation.user_id")
    .leftJoin("session", "session.id", "elevation.session_id")
    .select(["ended_at", "ends_at", "elevation.role", "user.role as role_now", "session.id as session_now"])
    .where("elevation.id", "=", elevationId)
    .where("elevation.user_id", "=", userId)
    .executeTakeFirst();
  return held !== undefined && isRunning(held, now.toISOString());
}

/**
 * Has this account lost, since the request began, the role or the emergency access that it acts with? To be asked in the
 * transaction that acts: an admin may have disabled it while the customer was read, or they signed out of the session that took
 * the access. Accounts are never deleted.
 */
export async function hasLostRole(db: Kysely<Schema>, { id, role, elevationId }: Acting, now: Date): Promise<boolean> {
  const held = await db.selectFrom("user").select(["role", "disabledAt"]).where("id", "=", id).executeTakeFirst();
  if (elevationId === undefined) return held !== undefined && (held.role !== role || held.disabledAt !== null);
  return held?.disabledAt !== null || !(await isElevated(db, elevationId, id, now));
}
