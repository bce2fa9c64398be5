import "server-only";
import type { Kysely } from "kysely";
import type { Schema } from "@/lib/db/schema";
import type { Auth } from "./auth";
import { isCommonPassword } from "./common-password";
import { insertAccount, isTaken, type Mode, newAccountSchema } from "./create-account";
import { openFirstSession } from "./first-session";
import { findInvitation, takeInvitation } from "./invitations";

/** gone: the link opens nothing, or no longer. invalid: the fields need another look; common: the password does, it is easy to guess. Then the link still works. */
export type JoinError = "gone" | "invalid" | "common";

/**
 * Makes the account that an invitation promises and signs it in; the answer carries the cookies. `fields` as the form sent
 * them: e-mail and role come from the invitation alone.
 */
export async function join(
  { auth, db, mode }: { auth: Auth; db: Kysely<Schema>; mode: Mode },
  { fields, headers, now }: { fields: Record<string, string>; headers: Headers; now: Date },
): Promise<{ ok: true; response: Response } | { ok: false; error: JoinError }> {
  const parsed = newAccountSchema.safeParse(fields);
  if (!parsed.success) return { ok: false, error: "invalid" };
  const { token, name, password } = parsed.data;
  const invitation = await findInvitation({ db, mode }, token, now);
  if (!invitation) return { ok: false, error: "gone" };
  if (isCommonPassword(password, [name, invitation.email])) return { ok: false, error: "common" };
  const hash = await (await auth.$context).password.hash(password);
  const joined = await db.transaction().execute(async (trx) => {
    const taken = await takeInvitation({ trx, mode }, { token }, now);
    if (!taken || (await isTaken(trx, taken.email, mode))) return null;
    const { email, role, inviterId } = taken;
    return { email, userId: await insertAccount(trx, { mode, name, email, role, hash, createdBy: inviterId }, now) };
  });
  if (!joined) return { ok: false, error: "gone" };
  return { ok: true, response: await openFirstSession(auth, { ...joined, headers }) };
}
