import "server-only";
import { type Kysely, sql } from "kysely";
import type { Schema } from "@/lib/db/schema";
import { plainAddress } from "@/lib/operations/staff";

/** Stands before the issuer of who an account was: no issuer begins so, it is an address. */
const FORMER = "former ";

type Whose = { userId: string; issuer?: string };
type Holder = { id: string; email: string };

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

/** Are these two accounts of one person: by mailbox, or by who was ever tied to both at a provider of single sign-on? */
export async function areOnePerson(db: Kysely<Schema>, one: Holder, other: Holder): Promise<boolean> {
  if (one.id === other.id || plainAddress(one.email) === plainAddress(other.email)) return true;
  const rows = db.selectFrom("sso_identity").select(["user_id", "issuer", "subject"]);
  const held = await rows.where("user_id", "in", [one.id, other.id]).execute();
  const subjectsOf = ({ id }: Holder) =>
    held
      .filter(({ user_id }) => user_id === id)
      .map(({ issuer, subject }) => JSON.stringify([issuer.replace(/^former \S+ \S+ /, ""), subject]));
  const known = new Set(subjectsOf(one));
  return subjectsOf(other).some((subject) => known.has(subject));
}
