import "server-only";
import { z } from "zod";
import type { Auth } from "../auth";
import { pendingCookieName, readCookie } from "../cookies";
import { hashToken } from "../one-time-token";
import { seal, unseal } from "./seal";

const LIFE_SECONDS = 5 * 60;
const pendingSchema = z.object({ userId: z.string(), password: z.string(), until: z.number() });

const how = ({ options }: Auth) => ({ secret: options.secret, purpose: "pending sign-in", about: "" }) as const;

const setCookie = ({ options }: Auth, value: string, seconds: number): string => {
  const secure = options.advanced.defaultCookieAttributes.secure ? "; Secure" : "";
  return `${pendingCookieName(options.baseURL)}=${value}; Path=/; Max-Age=${seconds}; HttpOnly; SameSite=Lax${secure}`;
};

async function findAccount({ options }: Auth, by: { id: string } | { email: string }) {
  const found = options.database.db
    .selectFrom("user")
    .innerJoin("account", "account.userId", "user.id")
    .leftJoin("second_factor", "second_factor.user_id", "user.id")
    .select(["user.id", "user.email", "account.password", "user.disabledAt", "turned_on_at"])
    .where("account.providerId", "=", "credential");
  const row = await ("id" in by
    ? found.where("user.id", "=", by.id)
    : found.where("user.email", "=", by.email)
  ).executeTakeFirst();
  return row?.password && !row.disabledAt ? { ...row, mark: hashToken(row.password) } : null;
}

/**
 * The `Set-Cookie` for a browser in which the password of this account was right and the code is still to come: it opens no
 * session, only the next step, for 5 minutes and while that password stays the password. Null: there is no such account.
 */
export async function mintPending(auth: Auth, email: string, now: Date): Promise<string | null> {
  const account = await findAccount(auth, { email });
  if (!account) return null;
  const until = now.getTime() + LIFE_SECONDS * 1000;
  const held = JSON.stringify({ userId: account.id, password: account.mark, until });
  return setCookie(auth, seal(held, how(auth)), LIFE_SECONDS);
}

/** Who gave the right password in this browser less than 5 minutes ago, and since when their factor is on; null: nobody. */
export async function readPending(
  auth: Auth,
  headers: Headers,
  now: Date,
): Promise<{ userId: string; email: string; turnedOn: string } | null> {
  const cookie = readCookie(headers, pendingCookieName(auth.options.baseURL));
  const opened = cookie && unseal(cookie, how(auth));
  if (!opened) return null;
  const { userId, password, until } = pendingSchema.parse(JSON.parse(opened));
  if (until <= now.getTime()) return null;
  const account = await findAccount(auth, { id: userId });
  if (account?.mark !== password) return null;
  return { userId, email: account.email, turnedOn: account.turned_on_at ?? "" };
}

/** The `Set-Cookie` that ends it. */
export const forgetPending = (auth: Auth): string => setCookie(auth, "", 0);
