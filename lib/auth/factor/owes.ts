import "server-only";
import type { Kysely } from "kysely";
import type { Schema } from "@/lib/db/schema";
import { isPasswordAllowed } from "@/lib/sso/password-door";
import { hasFactor } from "./held";
import { isRequired } from "./requirement";
import { selectRequirement } from "./select-requirement";

/**
 * Would this account owe a second factor if it acted in `role`? `ssoOnly`: passwords are refused, so that one is asked only of
 * who may use theirs for a day.
 */
export async function owesFactor(
  db: Kysely<Schema>,
  { userId, role, ssoOnly, now }: { userId: string; role: string; ssoOnly: boolean; now: Date },
): Promise<boolean> {
  const asked = await selectRequirement(db).executeTakeFirst();
  if (!isRequired(asked?.requirement ?? null, role) || (await hasFactor(db, userId))) return false;
  const held = db.selectFrom("account").select("userId").where("userId", "=", userId).where("password", "is not", null);
  if (!(await held.executeTakeFirst())) return false;
  return !ssoOnly || isPasswordAllowed(db, userId, now);
}
