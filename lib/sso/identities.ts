import "server-only";
import type { Kysely, Transaction } from "kysely";
import { record } from "@/lib/audit/record";
import { isOneClick } from "@/lib/auth/practice-agents";
import type { Schema } from "@/lib/db/schema";
import { endIdentities } from "./former";
import { isPasswordAllowed } from "./password-door";
import type { SsoRefusal } from "./refusals";

type Key = { issuer: string; subject: string };
type Owner = { id: string; email: string; role: string };
type Answer = { ok: true } | { ok: false; code: SsoRefusal };

/** Whose identity this is; null: nobody's. */
export async function findOwner(db: Kysely<Schema>, { issuer, subject }: Key) {
  const found = db
    .selectFrom("sso_identity")
    .innerJoin("user", "user.id", "user_id")
    .select(["user.id", "user.email", "user.role", "user.disabledAt"])
    .where("issuer", "=", issuer)
    .where("subject", "=", subject);
  return (await found.executeTakeFirst()) ?? null;
}

/** Is this account still who it was there? Then nobody disconnects it until the transaction ends. */
export async function holdIdentity(
  trx: Transaction<Schema>,
  { userId, issuer, subject }: Key & { userId: string },
): Promise<boolean> {
  // Setting what is there locks the row on PostgreSQL, and the file on SQLite.
  const hold = trx.updateTable("sso_identity").set({ user_id: userId }).where("user_id", "=", userId);
  const held = hold.where("issuer", "=", issuer).where("subject", "=", subject);
  return (await held.executeTakeFirstOrThrow()).numUpdatedRows > 0n;
}

/** Since when an account is connected at this issuer, ISO; null: it is not. */
export async function connectedSince(db: Kysely<Schema>, userId: string, issuer: string): Promise<string | null> {
  const found = db.selectFrom("sso_identity").select("connected_at").where("user_id", "=", userId);
  return (await found.where("issuer", "=", issuer).executeTakeFirst())?.connected_at ?? null;
}

const told = (actor: Owner, verb: "connect" | "disconnect") => ({
  actor,
  action: `own.${verb}_sso`,
  target: { type: "account" as const, id: actor.id },
});

/**
 * Ties who signed in at the provider to the account that is signed in here, so that they come in as it. Whoever may use a
 * password for a day replaces who they were there: that may be gone, and nothing else could take it away.
 */
export function connect(
  db: Kysely<Schema>,
  { owner, issuer, subject, now }: Key & { owner: Owner; now: Date },
): Promise<Answer> {
  const attempt = async (trx: Transaction<Schema>): Promise<Answer> => {
    const refuse = async (code: SsoRefusal): Promise<Answer> => {
      await record(trx, [{ ...told(owner, "connect"), outcome: "denied", detail: { code, issuer } }], now);
      return { ok: false, code };
    };
    if (isOneClick(owner.id)) return refuse("sso_shared");
    const known = await findOwner(trx, { issuer, subject });
    if (!known && (await isPasswordAllowed(trx, owner.id, now))) {
      if (await endIdentities(trx, { userId: owner.id, issuer }, now))
        await record(trx, [{ ...told(owner, "disconnect"), outcome: "done", detail: { issuer } }], now);
    }
    const row = { issuer, subject, user_id: owner.id, connected_at: now.toISOString() };
    const inserted = trx
      .insertInto("sso_identity")
      .values(row)
      .onConflict((conflict) => conflict.doNothing());
    if ((await inserted.executeTakeFirst()).numInsertedOrUpdatedRows !== 1n) {
      const holder = await findOwner(trx, { issuer, subject });
      if (holder?.id === owner.id) return { ok: true };
      return refuse(holder ? "sso_other" : "sso_connected");
    }
    const detail = { issuer };
    await record(trx, [{ ...told(owner, "connect"), outcome: "done", detail, personal: { subject } }], now);
    return { ok: true };
  };
  return db.transaction().execute(attempt);
}

/** last_way: without it the account could not sign in any more. */
export function disconnect(
  db: Kysely<Schema>,
  { owner, issuer, passwords, now }: { owner: Owner; issuer: string; passwords: boolean; now: Date },
): Promise<"disconnected" | "last_way"> {
  return db.transaction().execute(async (trx) => {
    const held = trx.selectFrom("account").select("password").where("userId", "=", owner.id);
    const password = (await held.where("providerId", "=", "credential").executeTakeFirst())?.password;
    if (!passwords || !password) {
      const detail = { code: "last_way", issuer };
      await record(trx, [{ ...told(owner, "disconnect"), outcome: "denied", detail }], now);
      return "last_way";
    }
    if (await endIdentities(trx, { userId: owner.id, issuer }, now))
      await record(trx, [{ ...told(owner, "disconnect"), outcome: "done", detail: { issuer } }], now);
    return "disconnected";
  });
}
