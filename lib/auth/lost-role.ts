import "server-only";
import type { Kysely, Transaction } from "kysely";
import { compileOnce } from "@/lib/db/compile-once";
import type { Schema } from "@/lib/db/schema";
import { isRunning } from "@/lib/emergency/is-running";
import { can, type Permission } from "./permissions";

type Acting = { id: string; role: string; elevationId?: string; sessionId?: string };

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

/** The account as it is now, and that session of its own; `session` is null where there is none. */
const selectNow = compileOnce((db, { id, sessionId }: { id: string; sessionId: string }) =>
  db
    .selectFrom("user")
    .leftJoin("session", (join) => join.onRef("session.userId", "=", "user.id").on("session.id", "=", sessionId))
    .select(["user.role", "user.disabledAt", "session.id as session"])
    .where("user.id", "=", id),
);

const readNow = async (db: Kysely<Schema>, { id, sessionId = "" }: Pick<Acting, "id" | "sessionId">) =>
  (await selectNow(db, { id, sessionId })).rows[0];

/**
 * Until the transaction ends nobody else changes the role of these accounts, disables them, or ends their sessions as a
 * colleague. In the order of their ids, so that two who hold each other's do not wait for ever.
 */
export async function holdAccounts(trx: Transaction<Schema>, ids: string[]): Promise<void> {
  for (const id of [...ids].sort()) {
    // Setting what is there locks the row on PostgreSQL, and the file on SQLite.
    const hold = trx.updateTable("user").set(({ ref }) => ({ role: ref("role") }));
    await hold.where("id", "=", id).execute();
  }
}

/** Told to who has lost their role while it was under way. `done`: what did not happen. */
export const sayLostRole = (done: string): string =>
  `Nothing was ${done}: your account may not do this any more. It was changed or signed out, or its emergency access ended, while this was under way. Load the page again to see what you may do now.`;

/**
 * Has this account lost, since the request began, the role or the emergency access that it acts with, or the session that it was
 * sent in? To be asked in the transaction that acts: an admin may have disabled it or ended its sessions while the customer was
 * read, or they signed out. Who acts in no session is asked neither for one nor for an account.
 */
export async function hasLostRole(db: Kysely<Schema>, acting: Acting, now: Date): Promise<boolean> {
  const { id, role, elevationId, sessionId } = acting;
  const held = await readNow(db, acting);
  if (sessionId !== undefined && !held?.session) return true;
  if (elevationId === undefined) return held !== undefined && (held.role !== role || held.disabledAt !== null);
  return held?.disabledAt !== null || !(await isElevated(db, elevationId, id, now));
}

/**
 * May this account do that no more, by any role? For who does not act just now, and for whom another sends what they asked for:
 * to be asked in the transaction that does it. An account that was made while practising is deleted when a live console takes
 * its e-mail: who is gone may nothing.
 */
export async function hasLostRight(db: Kysely<Schema>, id: string, permission: Permission): Promise<boolean> {
  const held = await readNow(db, { id });
  return held === undefined || held.disabledAt !== null || !can(held.role, permission);
}
