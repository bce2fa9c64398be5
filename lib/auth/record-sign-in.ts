import "server-only";
import type { Kysely, Transaction } from "kysely";
import { type AuditEvent, stranger } from "@/lib/audit/event";
import { record } from "@/lib/audit/record";
import type { Schema } from "@/lib/db/schema";
import { log } from "@/lib/log/log";
import type { SignInError } from "./sign-in";

type Holder = { id: string; email: string; role: string };

const append = (db: Kysely<Schema>, event: AuditEvent, now: Date) =>
  db.transaction().execute((trx) => record(trx, [event], now));

const own = (actor: Holder, action: string): AuditEvent => ({
  actor,
  action,
  target: { type: "account", id: actor.id },
  outcome: "done",
});

/** Before the session is opened, by whatever door: a sign-in that cannot be recorded does not happen. */
export async function recordSignIn(
  db: Kysely<Schema>,
  { userId, address, detail }: { userId: string; address: string; detail?: AuditEvent["detail"] },
  now: Date,
): Promise<void> {
  const held = db.selectFrom("user").select(["id", "email", "role"]).where("id", "=", userId);
  const event = own(await held.executeTakeFirstOrThrow(), "account.sign_in");
  await append(db, { ...event, ...(detail && { detail }), ...(address && { personal: { address } }) }, now);
}

export const recordSignOut = (trx: Transaction<Schema>, actor: Holder, now: Date): Promise<number> =>
  record(trx, [own(actor, "account.sign_out")], now);

/** Asks the same of the database for an unknown e-mail and a wrong password. A refusal stands, also when it cannot be recorded. */
export async function recordRefusedSignIn(
  db: Kysely<Schema>,
  { email, code, address }: { email: string; code: SignInError; address: string },
  now: Date,
): Promise<void> {
  try {
    const held = await db.selectFrom("user").select("id").where("email", "=", email).executeTakeFirst();
    await append(
      db,
      {
        actor: stranger,
        action: "account.sign_in",
        target: held && { type: "account", id: held.id },
        outcome: "denied",
        detail: { code },
        // Some type their password where the e-mail belongs.
        personal: { ...(email.includes("@") && { email: email.slice(0, 254) }), address },
      },
      now,
    );
  } catch (error) {
    log.error("A refused sign-in could not be recorded.", { fault: error });
  }
}
