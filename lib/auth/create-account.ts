import "server-only";
import type { Kysely, Transaction } from "kysely";
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
type NewAccount = { name: string; email: string; role: Role; hash: string; createdBy: string };

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

type NewUser = Omit<NewAccount, "hash"> & { mode: Mode; verified: boolean };

/**
 * The row of an account without any way to sign in; answers its id. One made in practice mode carries a practice id, so that it
 * lets nobody in once a live key is set; its e-mail is then free again.
 */
export async function insertUser(
  trx: Transaction<Schema>,
  { mode, verified, createdBy, ...account }: NewUser,
  now: Date,
): Promise<string> {
  const uuid = crypto.randomUUID();
  const id = mode === "practice" ? toPracticeId(uuid) : uuid;
  if (mode === "live")
    await trx.deleteFrom("user").where("email", "=", account.email).where("id", "like", "practice-%").execute();
  const moment = momentIn(trx, now);
  const made = { createdAt: moment, updatedAt: moment, changedAt: now.toISOString(), changedBy: createdBy };
  const emailVerified = isSqlite(trx) ? Number(verified) : verified;
  await trx
    .insertInto("user")
    .values({ id, ...account, emailVerified, disabledAt: null, ...made })
    .execute();
  return id;
}

const momentIn = (trx: Transaction<Schema>, now: Date) => (isSqlite(trx) ? now.toISOString() : now);

/** That an account was made, by whoever let it in. */
export const joined = ({
  id,
  email,
  role,
  createdBy,
}: Pick<NewAccount, "email" | "role" | "createdBy"> & { id: string }) =>
  ({
    actor: { id, email, role },
    action: createdBy === "console" ? "account.set_up" : "account.join",
    target: { type: "account", id },
    changes: { after: { role } },
    outcome: "done",
    detail: { created_by: createdBy },
  }) as const;

/**
 * An account that signs in by e-mail and password, of which this is the hash; answers its id. In the transaction of what lets
 * it in, with its event: there is none without it.
 */
export async function insertAccount(
  trx: Transaction<Schema>,
  { hash, ...account }: NewAccount & { mode: Mode },
  now: Date,
): Promise<string> {
  const id = await insertUser(trx, { ...account, verified: true }, now);
  const moment = momentIn(trx, now);
  const way = { id: crypto.randomUUID(), userId: id, accountId: id, providerId: "credential", password: hash };
  await trx
    .insertInto("account")
    .values({ ...way, createdAt: moment, updatedAt: moment })
    .execute();
  await record(trx, [joined({ id, ...account })], now);
  return id;
}

/** Makes an account by its password, which is hashed first: half a second, in which no transaction is open. Answers its id. */
export async function createAccount(
  { auth, db, mode }: { auth: Auth; db: Kysely<Schema>; mode: Mode },
  { password, ...account }: Omit<NewAccount, "hash"> & { password: string },
): Promise<string> {
  const hash = await (await auth.$context).password.hash(password);
  return db.transaction().execute((trx) => insertAccount(trx, { mode, ...account, hash }, new Date()));
}
