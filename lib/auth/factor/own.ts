import "server-only";
import type { Kysely } from "kysely";
import type { Schema } from "@/lib/db/schema";
import type { SignedIn } from "../read-session";
import { countRecoveryCodes } from "./held";
import { isRequired, WHY_KEPT } from "./requirement";
import { selectRequirement } from "./select-requirement";

/** What somebody sees of their own second factor; null when there is no password to ask it after. `whyKept`: why it stays on. */
export async function readOwnFactor(
  db: Kysely<Schema>,
  { id, role, factor }: SignedIn,
): Promise<{ on: boolean; codesLeft: number; whyKept: string | undefined } | null> {
  const password = db.selectFrom("account").select("userId").where("userId", "=", id).where("password", "is not", null);
  if (!(await password.executeTakeFirst())) return null;
  const asked = await selectRequirement(db).executeTakeFirst();
  const whyKept = isRequired(asked?.requirement ?? null, role) ? WHY_KEPT : undefined;
  return { on: factor === "on", codesLeft: await countRecoveryCodes(db, id), whyKept };
}
