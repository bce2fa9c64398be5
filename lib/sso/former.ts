import "server-only";
import { type Kysely, sql } from "kysely";
import type { Schema } from "@/lib/db/schema";

/** Stands before the issuer of who an account was: no issuer begins so, it is an address. */
const FORMER = "former ";

type Whose = { userId: string; issuer?: string };

/**
 * Ends who this account is at one provider, or at every one; false when it was nobody there. The row stays under a name of its
 * own: nobody signs in by it, and it goes on telling that two accounts were of one person.
 */
export async function endIdentities(db: Kysely<Schema>, { userId, issuer }: Whose, now: Date): Promise<boolean> {
  const name = `${FORMER}${now.toISOString()} ${userId} `;
  const ended = db
    .updateTable("sso_identity")
    .set({ issuer: sql<string>`cast(${name} as text) || issuer` })
    .where("user_id", "=", userId)
    .where("issuer", issuer === undefined ? "not like" : "=", issuer ?? `${FORMER}%`);
  return (await ended.executeTakeFirstOrThrow()).numUpdatedRows > 0n;
}

/** The issuer of a row, also of one that is ended. */
export const bareIssuer = (issuer: string): string => issuer.replace(/^former \S+ \S+ /, "");
