import "server-only";
import type { Kysely } from "kysely";
import type { Schema } from "@/lib/db/schema";
import { endSessionsOf } from "../sessions";

/** Whether this account has its second factor turned on. */
export async function hasFactor(db: Kysely<Schema>, userId: string): Promise<boolean> {
  const held = db.selectFrom("second_factor").select("user_id").where("user_id", "=", userId);
  return (await held.executeTakeFirst()) !== undefined;
}

/** How many recovery codes nobody has used yet. */
export async function countRecoveryCodes(db: Kysely<Schema>, userId: string): Promise<number> {
  const left = db.selectFrom("recovery_code").select(({ fn }) => fn.countAll().as("n"));
  return Number((await left.where("user_id", "=", userId).executeTakeFirstOrThrow()).n);
}

/** Takes the factor and its recovery codes away, and ends the sessions but `except`; false when there was none. */
export async function deleteFactor(
  db: Kysely<Schema>,
  { userId, except }: { userId: string; except?: string },
): Promise<boolean> {
  const deleted = await db.deleteFrom("second_factor").where("user_id", "=", userId).executeTakeFirstOrThrow();
  await db.deleteFrom("recovery_code").where("user_id", "=", userId).execute();
  if (deleted.numDeletedRows === 0n) return false;
  await endSessionsOf(db, { userId, except });
  return true;
}
