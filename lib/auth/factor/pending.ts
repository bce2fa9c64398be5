import "server-only";
import { z } from "zod";
import type { Auth } from "../auth";
import { pendingCookieName, readCookie } from "../cookies";
import type { HeldPassword } from "../held-password";
import { hashToken } from "../one-time-token";
import { seal, unseal } from "./seal";

const LIFE_SECONDS = 5 * 60;
const pendingSchema = z.object({ userId: z.string(), password: z.string(), until: z.number() });

const how = ({ options }: Auth) => ({ secret: options.secret, purpose: "pending sign-in", about: "" }) as const;

const setCookie = ({ options }: Auth, value: string, seconds: number): string => {
  const secure = options.advanced.defaultCookieAttributes.secure ? "; Secure" : "";
  return `${pendingCookieName(options.baseURL)}=${value}; Path=/; Max-Age=${seconds}; HttpOnly; SameSite=Lax${secure}`;
};

async function findAccount({ options }: Auth, id: string) {
  const found = options.database.db
    .selectFrom("user")
    .innerJoin("account", "account.userId", "user.id")
    .leftJoin("second_factor", "second_factor.user_id", "user.id")
    .select(["user.id", "user.email", "account.password", "user.disabledAt", "turned_on_at"])
    .where("account.providerId", "=", "credential");
  const row = await found.where("user.id", "=", id).executeTakeFirst();
  return row?.password && !row.disabledAt ? { ...row, hash: row.password } : null;
}

/**
 * The `Set-Cookie` for a browser in which this password of an account was right and the code is still to come: it opens no
 * session, only the next step, for 5 minutes and while that password stays the password.
 */
export function mintPending(auth: Auth, { userId, hash }: HeldPassword, now: Date): string {
  const until = now.getTime() + LIFE_SECONDS * 1000;
  const held = JSON.stringify({ userId, password: hashToken(hash), until });
  return setCookie(auth, seal(held, how(auth)), LIFE_SECONDS);
}

/**
 * Who gave the right password, which is stored as `hash`, in this browser less than 5 minutes ago, and since when their factor
 * is on; null: nobody.
 */
export async function readPending(
  auth: Auth,
  headers: Headers,
  now: Date,
): Promise<(HeldPassword & { email: string; turnedOn: string }) | null> {
  const cookie = readCookie(headers, pendingCookieName(auth.options.baseURL));
  const opened = cookie && unseal(cookie, how(auth));
  if (!opened) return null;
  const { userId, password, until } = pendingSchema.parse(JSON.parse(opened));
  if (until <= now.getTime()) return null;
  const account = await findAccount(auth, userId);
  if (!account || hashToken(account.hash) !== password) return null;
  return { userId, hash: account.hash, email: account.email, turnedOn: account.turned_on_at ?? "" };
}

/** The `Set-Cookie` that ends it. */
export const forgetPending = (auth: Auth): string => setCookie(auth, "", 0);
