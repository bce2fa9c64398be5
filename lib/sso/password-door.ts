import "server-only";
import type { Kysely, Transaction } from "kysely";
import type { Schema } from "@/lib/db/schema";

const LIFE_MS = 24 * 3600_000;

/** For a day this account may use a password where single sign-on is the only way in. For the server's command line alone. */
export async function allowPassword(trx: Transaction<Schema>, userId: string, now: Date): Promise<void> {
  const until = new Date(now.getTime() + LIFE_MS).toISOString();
  const row = trx.insertInto("password_allowed").values({ user_id: userId, until });
  await row.onConflict((conflict) => conflict.column("user_id").doUpdateSet({ until })).execute();
}

/** May this account, whatever else holds for passwords? */
export async function isPasswordAllowed(db: Kysely<Schema>, userId: string, now: Date): Promise<boolean> {
  const allowed = db.selectFrom("password_allowed").select("user_id").where("user_id", "=", userId);
  return (await allowed.where("until", ">", now.toISOString()).executeTakeFirst()) !== undefined;
}

/** Who may, by e-mail, where single sign-on is the only way in: those whose account was recovered within a day. */
export async function whoMayUsePasswords(db: Kysely<Schema>, now: Date): Promise<string[]> {
  const allowed = db.selectFrom("password_allowed").innerJoin("user", "user.id", "user_id").select("user.email");
  return (await allowed.where("until", ">", now.toISOString()).execute()).map(({ email }) => email);
}
