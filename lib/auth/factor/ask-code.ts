import "server-only";
import { APIError } from "better-auth/api";
import type { Kysely } from "kysely";
import type { Schema } from "@/lib/db/schema";
import { hasFactor } from "./held";

const CODE = "CODE_NEEDED";
/** Of better-auth's ways to a session the one that asks a password. */
const BY_PASSWORD = "/sign-in/email";

/**
 * Throws better-auth's 403 before a session is opened by the password alone for an account that has a second factor. Every
 * other way here has asked what it asks: the code, the identity provider, the link of an account that is new.
 */
export async function askForCode(db: Kysely<Schema>, userId: string, path: string | undefined): Promise<void> {
  if (path === BY_PASSWORD && (await hasFactor(db, userId)))
    throw new APIError("FORBIDDEN", { code: CODE, message: "The password is right; the code is still to come." });
}

/** Is this better-auth's answer to a right password that is not enough? Reads a copy of the body. */
export async function isCodeNeeded(answer: Response): Promise<boolean> {
  return answer.status === 403 && (await answer.clone().text()).includes(CODE);
}
