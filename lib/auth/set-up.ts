import "server-only";
import type { Kysely } from "kysely";
import { z } from "zod";
import { getDatabase } from "@/lib/db/database";
import type { Schema } from "@/lib/db/schema";
import { env } from "@/lib/env";
import type { Auth } from "./auth";
import { isCommonPassword } from "./common-password";
import { createAccount, newAccountSchema } from "./create-account";
import { openFirstSession } from "./first-session";
import { isUnclaimed, mintSetUpToken, spendSetUpToken } from "./set-up-token";

const adminSchema = newAccountSchema.extend({ email: z.string().trim().toLowerCase().pipe(z.email()) });

/** At each live start while nobody has an account: prints the one-time link to the log. Does nothing in practice mode. */
export async function ensureSetupLink(): Promise<void> {
  if (env.mode !== "live") return;
  const db = await getDatabase();
  if (!(await isUnclaimed(db))) return;
  const token = await mintSetUpToken(db, new Date());
  console.log(`Nobody can sign in yet. Create the first admin here, once, within 24 hours:`);
  console.log(`${env.publicUrl}/set-up?token=${token}`);
}

/** gone: the link is used up, too old, or somebody has an account. invalid: the fields need another look; common: the password does, it is easy to guess. */
export type SetUpError = "gone" | "invalid" | "common";

/** Creates the first admin and signs them in; the answer carries the cookies. `fields` as the form sent them. */
export async function setUp(
  { auth, db }: { auth: Auth; db: Kysely<Schema> },
  { fields, headers, now }: { fields: Record<string, string>; headers: Headers; now: Date },
): Promise<{ ok: true; response: Response } | { ok: false; error: SetUpError }> {
  const parsed = adminSchema.safeParse(fields);
  if (!parsed.success) return { ok: false, error: "invalid" };
  const { token, name, email, password } = parsed.data;
  if (isCommonPassword(password, [name, email])) return { ok: false, error: "common" };
  const used = await spendSetUpToken(db, {
    token,
    now,
    run: () =>
      createAccount({ auth, db, mode: "live" }, { name, email, role: "admin", password, createdBy: "console" }),
  });
  if (!used.ok) return { ok: false, error: "gone" };
  return { ok: true, response: await openFirstSession(auth, { userId: used.made, email, headers }) };
}
