import "server-only";
import type { Kysely } from "kysely";
import type { Schema } from "@/lib/db/schema";
import type { Auth } from "./auth";
import { isCommonPassword } from "./common-password";
import { createAccount, isTaken, type Mode, newAccountSchema } from "./create-account";
import { openFirstSession } from "./first-session";
import { findInvitation, spendInvitation } from "./invitations";

/** gone: the link opens nothing, or no longer. invalid: the fields need another look; common: the password does, it is easy to guess. Then the link still works. */
export type JoinError = "gone" | "invalid" | "common";

/**
 * Makes the account that an invitation promises and signs it in; the answer carries the cookies. `fields` as the form sent
 * them: e-mail and role come from the invitation alone.
 */
export async function join(
  place: { auth: Auth; db: Kysely<Schema>; mode: Mode },
  { fields, headers, now }: { fields: Record<string, string>; headers: Headers; now: Date },
): Promise<{ ok: true; response: Response } | { ok: false; error: JoinError }> {
  const parsed = newAccountSchema.safeParse(fields);
  if (!parsed.success) return { ok: false, error: "invalid" };
  const { token, name, password } = parsed.data;
  const invitation = await findInvitation(place, token, now);
  if (!invitation) return { ok: false, error: "gone" };
  if (isCommonPassword(password, [name, invitation.email])) return { ok: false, error: "common" };
  const spent = await spendInvitation(place, {
    token,
    now,
    run: async ({ email, role, inviterId }) =>
      (await isTaken(place.db, email, place.mode))
        ? null
        : { email, userId: await createAccount(place, { name, email, role, password, createdBy: inviterId }) },
  });
  if (!spent.ok || spent.made === null) return { ok: false, error: "gone" };
  return { ok: true, response: await openFirstSession(place.auth, { ...spent.made, headers }) };
}
