import "server-only";
import type { Kysely } from "kysely";
import { z } from "zod";
import type { Schema } from "@/lib/db/schema";
import type { Auth } from "./auth";
import { checkPassword } from "./check-password";
import { isCommonPassword } from "./common-password";
import type { Mode } from "./create-account";
import { findPassword, holdPassword, stillRight } from "./held-password";
import { PASSWORD_MAX, PASSWORD_MIN } from "./password";
import { findPasswordLink, spendPasswordLink, storePassword } from "./password-links";
import { endSessionsOf } from "./sessions";

const formSchema = z.object({ token: z.string().max(100), password: z.string().min(PASSWORD_MIN).max(PASSWORD_MAX) });

/** gone: the link opens nothing, or no longer. invalid: the password is too short or long; common: easy to guess. Then the link still works. */
export type NewPasswordError = "gone" | "invalid" | "common";

/** Sets the password that was chosen behind a one-time link, and ends every session. It signs nobody in. */
export async function setNewPassword(
  { auth, ...place }: { auth: Auth; db: Kysely<Schema>; mode: Mode; ssoOnly: boolean },
  { fields, now }: { fields: Record<string, string>; now: Date },
): Promise<{ ok: true } | { ok: false; error: NewPasswordError }> {
  const parsed = formSchema.safeParse(fields);
  if (!parsed.success) return { ok: false, error: "invalid" };
  const { token, password } = parsed.data;
  const account = await findPasswordLink(place, token, now);
  if (!account) return { ok: false, error: "gone" };
  if (isCommonPassword(password, [account.name, account.email])) return { ok: false, error: "common" };
  const hash = await (await auth.$context).password.hash(password);
  return (await spendPasswordLink(place, { token, hash, now })) ? { ok: true } : { ok: false, error: "gone" };
}

type Change = {
  userId: string;
  name: string;
  email: string;
  sessionId: string;
  present: string;
  chosen: string;
  now: Date;
};

/** Changes one's own password, which asks for the present one, and ends the other sessions. */
export async function changePassword(
  { auth, db }: { auth: Auth; db: Kysely<Schema> },
  { userId, name, email, sessionId, present, chosen, now }: Change,
): Promise<"changed" | "common" | "wrong" | "wait" | "none"> {
  const judged = await findPassword(db, { id: userId });
  const verdict = await checkPassword(auth, { userId, password: present, now: now.getTime() });
  if (verdict !== "right") return verdict;
  if (isCommonPassword(chosen, [name, email])) return "common";
  const hash = await (await auth.$context).password.hash(chosen);
  const right = judged && (await stillRight(auth, judged, present));
  return db.transaction().execute(async (trx) => {
    if (!right || !(await holdPassword(trx, right))) return "wrong";
    await storePassword(trx, userId, hash, now);
    await endSessionsOf(trx, { userId, except: sessionId });
    return "changed";
  });
}
