import "server-only";
import { APIError } from "better-auth/api";
import type { Kysely } from "kysely";
import type { Schema } from "@/lib/db/schema";

const CODE = "ACCOUNT_DISABLED";

/** Throws better-auth's 403 when the account is disabled: no door whatsoever opens a session for it. */
export async function refuseDisabled(db: Kysely<Schema>, userId: string): Promise<void> {
  const account = await db.selectFrom("user").select("disabledAt").where("id", "=", userId).executeTakeFirst();
  if (account?.disabledAt) throw new APIError("FORBIDDEN", { code: CODE, message: "This account is disabled." });
}

/** Is this better-auth's answer to a disabled account whose password was right? Reads the body. */
export async function isOfDisabled(answer: Response): Promise<boolean> {
  return answer.status === 403 && (await answer.text()).includes(CODE);
}
