import "server-only";
import { APIError } from "better-auth/api";
import type { Kysely } from "kysely";
import type { Schema } from "@/lib/db/schema";
import type { Mode } from "./create-account";
import { isPracticeId } from "./practice-agents";

const CODE = "ACCOUNT_DISABLED";

/**
 * Throws better-auth's 403 when the account is disabled, and its 401, as for an unknown one, when it was made while
 * practising and the console is live: no door whatsoever opens a session for it.
 */
export async function refuseClosed({ db, mode }: { db: Kysely<Schema>; mode: Mode }, userId: string): Promise<void> {
  if (mode === "live" && isPracticeId(userId))
    throw new APIError("UNAUTHORIZED", { message: "There is no such account." });
  const account = await db.selectFrom("user").select("disabledAt").where("id", "=", userId).executeTakeFirst();
  if (account?.disabledAt) throw new APIError("FORBIDDEN", { code: CODE, message: "This account is disabled." });
}

/** Is this better-auth's answer to a disabled account whose password was right? Reads the body. */
export async function isOfDisabled(answer: Response): Promise<boolean> {
  return answer.status === 403 && (await answer.text()).includes(CODE);
}
