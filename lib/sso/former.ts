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

/** Was the same person at a provider ever tied to both accounts? */
export async function wereOnePerson(db: Kysely<Schema>, one: string, other: string): Promise<boolean> {
  const rows = db.selectFrom("sso_identity").select(["user_id", "issuer", "subject"]);
  const held = await rows.where("user_id", "in", [one, other]).execute();
  const subjectsOf = (id: string) =>
    held
      .filter(({ user_id }) => user_id === id)
      .map(({ issuer, subject }) => JSON.stringify([issuer.replace(/^former \S+ \S+ /, ""), subject]));
  const known = new Set(subjectsOf(one));
  return one !== other && subjectsOf(other).some((subject) => known.has(subject));
}
