import "server-only";
import type { Kysely, Transaction } from "kysely";
import type { Schema } from "@/lib/db/schema";
import type { Auth } from "./auth";

/** The password of an account, by the hash that is stored. */
export type HeldPassword = { userId: string; hash: string };

/** Null: there is no such account, or it has none. */
export async function findPassword(
  db: Kysely<Schema>,
  by: { id: string } | { email: string },
): Promise<HeldPassword | null> {
  const held = db
    .selectFrom("account")
    .innerJoin("user", "user.id", "account.userId")
    .select(["user.id", "account.password"])
    .where("account.providerId", "=", "credential");
  const one = "id" in by ? held.where("user.id", "=", by.id) : held.where("user.email", "=", by.email);
  const row = await one.executeTakeFirst();
  return row?.password ? { userId: row.id, hash: row.password } : null;
}

/**
 * What a password that was right for `judged` is right for now: judging takes seconds in the queue, in which another one may
 * have been set, or the same one hashed anew. Null: it is right no longer.
 */
export async function stillRight(auth: Auth, judged: HeldPassword, password: string): Promise<HeldPassword | null> {
  const present = await findPassword(auth.options.database.db, { id: judged.userId });
  if (!present || present.hash === judged.hash) return present;
  const { password: passwords } = await auth.$context;
  return (await passwords.verify({ hash: present.hash, password })) ? present : null;
}

/** Is it the account's password still? Then nobody replaces it until the transaction ends. */
export async function holdPassword(trx: Transaction<Schema>, { userId, hash }: HeldPassword): Promise<boolean> {
  // Setting what is there locks the row on PostgreSQL, and the file on SQLite.
  const hold = trx.updateTable("account").set({ password: hash }).where("userId", "=", userId);
  const held = hold.where("providerId", "=", "credential").where("password", "=", hash);
  return (await held.executeTakeFirstOrThrow()).numUpdatedRows > 0n;
}
