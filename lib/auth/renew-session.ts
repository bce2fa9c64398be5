import "server-only";
import type { Auth } from "./auth";
import { sessionCookieName, signCookie } from "./cookies";
import { mintToken } from "./one-time-token";

/**
 * Remembers that the password was entered just now, and gives the session a new token; the old one is dead for every copy of
 * it. Answers the `Set-Cookie` that hands it to the browser, or null when the session has ended meanwhile. For routes alone:
 * a page that is drawn in the answer of a server action would still read the old cookie.
 */
export async function renewSession({ options }: Auth, sessionId: string, now: Date): Promise<string | null> {
  const { token, hash } = mintToken();
  const renewed = await options.database.db
    .updateTable("session")
    .set({ token: hash, confirmedAt: now.toISOString() })
    .where("id", "=", sessionId)
    .returning("expiresAt")
    .executeTakeFirst();
  if (!renewed) return null;
  const seconds = Math.max(0, Math.round((new Date(renewed.expiresAt).getTime() - now.getTime()) / 1000));
  const value = encodeURIComponent(signCookie(token, options.secret));
  const secure = options.advanced.defaultCookieAttributes.secure ? "; Secure" : "";
  return `${sessionCookieName(options.baseURL)}=${value}; Max-Age=${seconds}; Path=/; HttpOnly${secure}; SameSite=Lax`;
}
