import "server-only";
import type { Kysely } from "kysely";
import type { Schema } from "@/lib/db/schema";
import { plainAddress } from "@/lib/operations/staff";
import { bareIssuer } from "@/lib/sso/former";

type Holder = { id: string; email: string };

/**
 * The rule of four eyes: are these two accounts of one person, by mailbox or by who was ever tied to both at a provider of
 * single sign-on?
 */
export async function areOnePerson(db: Kysely<Schema>, one: Holder, other: Holder): Promise<boolean> {
  if (one.id === other.id || plainAddress(one.email) === plainAddress(other.email)) return true;
  const rows = db.selectFrom("sso_identity").select(["user_id", "issuer", "subject"]);
  const held = await rows.where("user_id", "in", [one.id, other.id]).execute();
  const subjectsOf = ({ id }: Holder) =>
    held
      .filter(({ user_id }) => user_id === id)
      .map(({ issuer, subject }) => JSON.stringify([bareIssuer(issuer), subject]));
  const known = new Set(subjectsOf(one));
  return subjectsOf(other).some((subject) => known.has(subject));
}
