import "server-only";
import type { Kysely } from "kysely";
import type { Actor } from "@/lib/audit/event";
import { record } from "@/lib/audit/record";
import { hasLostRole, holdAccounts, sayLostRole } from "@/lib/auth/lost-role";
import { areOnePerson } from "@/lib/auth/one-person";
import type { Schema } from "@/lib/db/schema";
import { isRunning } from "./is-running";

type Review = { ok: true } | { ok: false; code: string; message: string };
const refuse = (code: string, message: string): Review => ({ ok: false, code, message });

/** Closes the task that every use of emergency access leaves: an admin, never the person themself by whichever account, says what they found. Once. */
export function reviewElevation(
  db: Kysely<Schema>,
  actor: Actor & { email: string },
  { id, note }: { id: string; note: string },
  at: Date,
): Promise<Review> {
  return db.transaction().execute(async (trx) => {
    await holdAccounts(trx, [actor.id]);
    const held = await trx
      .selectFrom("elevation")
      .innerJoin("user", "user.id", "elevation.user_id")
      .leftJoin("session", "session.id", "elevation.session_id")
      .selectAll("elevation")
      .select(["user.email", "user.role as role_now", "session.id as session_now"])
      .where("elevation.id", "=", id)
      .executeTakeFirst();
    if (!held) return refuse("no_such_elevation", "There is no such use of emergency access.");
    const target = { type: "account", id: held.user_id } as const;
    const attempt = { actor, action: "elevation.review", target } as const;
    const deny = async (code: string, message: string) => {
      await record(trx, [{ ...attempt, outcome: "denied", detail: { code, elevation: id } }], at);
      return refuse(code, message);
    };
    if (await hasLostRole(trx, actor, at)) return deny("forbidden", sayLostRole("saved"));
    if (await areOnePerson(trx, actor, { id: held.user_id, email: held.email }))
      return deny("own", "Not reviewed: nobody reviews their own, by whichever account. Another person does.");
    if (isRunning(held, at.toISOString())) {
      return refuse("running", "Not reviewed: it still runs. Review it once it is over.");
    }
    const reviewed = { reviewed_by: actor.id, reviewed_at: at.toISOString(), review_note: note };
    const updated = await trx
      .updateTable("elevation")
      .set(reviewed)
      .where("id", "=", id)
      .where("reviewed_at", "is", null)
      .executeTakeFirstOrThrow();
    if (updated.numUpdatedRows !== 1n)
      return refuse("reviewed", "Not saved: it was reviewed meanwhile. See what it says.");
    await record(trx, [{ ...attempt, outcome: "done", detail: { elevation: id }, personal: { note } }], at);
    return { ok: true };
  });
}
