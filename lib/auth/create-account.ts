import "server-only";
import type { Kysely } from "kysely";
import { z } from "zod";
import { record } from "@/lib/audit/record";
import { isSqlite } from "@/lib/db/dialect";
import type { Schema } from "@/lib/db/schema";
import type { Auth } from "./auth";
import { PASSWORD_MAX, PASSWORD_MIN } from "./password";
import type { Role } from "./permissions";
import { isOneClick, isPracticeId, toPracticeId } from "./practice-agents";
import { nameSchema } from "./team-input";

export type Mode = "practice" | "live";
type NewAccount = { name: string; email: string; role: Role; password: string; createdBy: string };

/** What every form behind a one-time link asks of the person who opened it. */
export const newAccountSchema = z.object({
  token: z.string().max(100),
  name: nameSchema.min(1),
  password: z.string().min(PASSWORD_MIN).max(PASSWORD_MAX),
});

/** Does somebody have this e-mail already? For a live console the accounts that were made while practising are nobody. */
export async function isTaken(db: Kysely<Schema>, email: string, mode: Mode): Promise<boolean> {
  const holder = await db.selectFrom("user").select("id").where("email", "=", email).executeTakeFirst();
  return holder !== undefined && (mode === "practice" || !isPracticeId(holder.id));
}

/** Can anybody sign in by password? The practice accounts have none. */
export async function hasPasswords(db: Kysely<Schema>): Promise<boolean> {
  const ids = await db.selectFrom("user").select("id").execute();
  return ids.some(({ id }) => !isOneClick(id));
}

/**
 * An account that signs in by e-mail and password; answers its id. In one transaction with its event: there is none without it. One made in
 * practice mode carries a practice id, so that it lets nobody in once a live key is set; its e-mail is then free again.
 */
export async function createAccount(
  { auth, db, mode }: { auth: Auth; db: Kysely<Schema>; mode: Mode },
  { name, email, role, password, createdBy }: NewAccount,
): Promise<string> {
  const { password: passwords } = await auth.$context;
  const hash = await passwords.hash(password);
  const uuid = crypto.randomUUID();
  const id = mode === "practice" ? toPracticeId(uuid) : uuid;
  const now = new Date();
  const moment = isSqlite(db) ? now.toISOString() : now;
  const made = { createdAt: moment, updatedAt: moment };
  await db.transaction().execute(async (trx) => {
    if (mode === "live")
      await trx.deleteFrom("user").where("email", "=", email).where("id", "like", "practice-%").execute();
    const stamp = { ...made, changedAt: now.toISOString(), changedBy: createdBy };
    const emailVerified = isSqlite(trx) ? 1 : true;
    await trx
      .insertInto("user")
      .values({ id, name, email, emailVerified, role, disabledAt: null, ...stamp })
      .execute();
    const account = { id: crypto.randomUUID(), userId: id, accountId: id, providerId: "credential", password: hash };
    await trx
      .insertInto("account")
      .values({ ...account, ...made })
      .execute();
    const event = {
      actor: { id, email, role },
      action: createdBy === "console" ? "account.set_up" : "account.join",
      target: { type: "account", id },
      changes: { after: { role } },
      outcome: "done",
      detail: { created_by: createdBy },
    } as const;
    await record(trx, [event], now);
  });
  return id;
}
