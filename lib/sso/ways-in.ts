import "server-only";
import type { Kysely } from "kysely";
import type { PasswordDoor } from "@/lib/auth/sign-in";
import type { Schema } from "@/lib/db/schema";
import { env } from "@/lib/env";
import { connectedSince } from "./identities";
import { whoMayUsePasswords } from "./password-door";

/** May this e-mail sign in with a password now? */
export async function passwordDoor(db: Kysely<Schema>, email: string, now: Date): Promise<PasswordDoor> {
  if (!env.sso?.only) return "open";
  const allowed = await whoMayUsePasswords(db, now);
  if (allowed.length === 0) return "shut";
  return allowed.includes(email.trim().toLowerCase()) ? "open" : "other";
}

/** How an account can show that it is itself. `sso`: the provider's name, when it is connected there. */
export type WaysIn = { password: boolean; sso: string | null };

export async function waysIn(db: Kysely<Schema>, account: { id: string; email: string }, now: Date): Promise<WaysIn> {
  if (!env.sso) return { password: true, sso: null };
  const held = db.selectFrom("account").select("password").where("userId", "=", account.id);
  const [credential, connected, door] = await Promise.all([
    held.where("providerId", "=", "credential").executeTakeFirst(),
    connectedSince(db, account.id, env.sso.issuer),
    passwordDoor(db, account.email, now),
  ]);
  return { password: Boolean(credential?.password) && door === "open", sso: connected ? env.sso.name : null };
}
