import "server-only";
import { createHmac } from "node:crypto";
import type { Kysely } from "kysely";
import { readCookie } from "@/lib/auth/cookies";
import { hashToken, mintToken } from "@/lib/auth/one-time-token";
import type { Schema } from "@/lib/db/schema";

/** sign_in: whoever comes back. link: the account that is signed in. confirm: step-up of its session. set_up: the first admin. */
export const purposes = ["sign_in", "link", "confirm", "set_up"] as const;
export type Purpose = (typeof purposes)[number];
export const isPurpose = (text: unknown): text is Purpose => purposes.some((purpose) => purpose === text);

/** `carried`: what the browser brought along, such as the token of the set-up link. */
export type Attempt = { purpose: Purpose; next: string; sessionId: string | null; beganAt: Date; carried: string };
export type Secrets = Record<"state" | "nonce" | "verifier", string>;

const LIFE_SECONDS = 10 * 60;

const isSecure = (publicUrl: string): boolean => publicUrl.startsWith("https:");
export const attemptCookieName = (publicUrl: string): string =>
  isSecure(publicUrl) ? "__Host-console_sso" : "console_sso";

/** Lax, so that the browser brings it along when the provider sends it back. */
const cookieOf = (publicUrl: string, value: string, maxAge: number) => {
  const attributes = { path: "/", httpOnly: true, sameSite: "lax", secure: isSecure(publicUrl) } as const;
  return { name: attemptCookieName(publicUrl), value, maxAge, ...attributes };
};
export type AttemptCookie = ReturnType<typeof cookieOf>;

/** As the value of a Set-Cookie header. */
export const writeCookie = ({ name, value, maxAge, secure }: AttemptCookie): string =>
  `${name}=${value}; Path=/; Max-Age=${maxAge}; HttpOnly; SameSite=Lax${secure ? "; Secure" : ""}`;

export const clearAttemptCookie = (publicUrl: string): string => writeCookie(cookieOf(publicUrl, "", 0));

/** State, nonce and PKCE's verifier, all from the one token that the browser alone keeps: the database holds none of them. */
export function secretsOf(token: string): Secrets {
  const derive = (name: string) => createHmac("sha256", token).update(name).digest("base64url");
  return { state: derive("state"), nonce: derive("nonce"), verifier: derive("verifier") };
}

const since = (now: Date): string => new Date(now.getTime() - LIFE_SECONDS * 1000).toISOString();

type Begun = { purpose: Purpose; next: string; sessionId: string | null; carried?: string | undefined };

/** Begins a sign-in at the provider, for 10 minutes and one return. `cookie` binds it to this browser, which alone keeps `carried`. */
export async function beginAttempt(
  db: Kysely<Schema>,
  { now, publicUrl, ...asked }: Begun & { now: Date; publicUrl: string },
): Promise<{ token: string; cookie: AttemptCookie }> {
  const { token, hash } = mintToken();
  const { purpose, next, sessionId: session_id, carried } = asked;
  await db.deleteFrom("sso_attempt").where("began_at", "<", since(now)).execute();
  const row = { token_hash: hash, purpose, next, session_id, began_at: now.toISOString() };
  await db.insertInto("sso_attempt").values(row).execute();
  return { token, cookie: cookieOf(publicUrl, carried ? `${token}.${carried}` : token, LIFE_SECONDS) };
}

/** The attempt of this browser, once; null when it began none, too long ago, or came back already. */
export async function takeAttempt(
  db: Kysely<Schema>,
  { headers, now, publicUrl }: { headers: Headers; now: Date; publicUrl: string },
): Promise<{ attempt: Attempt; secrets: Secrets } | null> {
  const [token, carried = ""] = readCookie(headers, attemptCookieName(publicUrl))?.split(".") ?? [];
  if (!token) return null;
  const taken = db.deleteFrom("sso_attempt").where("token_hash", "=", hashToken(token));
  const row = await taken.returningAll().executeTakeFirst();
  if (!row || row.began_at < since(now) || !isPurpose(row.purpose)) return null;
  const { purpose, next, session_id: sessionId, began_at } = row;
  return { attempt: { purpose, next, sessionId, beganAt: new Date(began_at), carried }, secrets: secretsOf(token) };
}
