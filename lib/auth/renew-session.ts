import "server-only";
import type { Auth } from "./auth";
import { readSigned, sessionCookieName, signCookie } from "./cookies";
import { hashToken, mintToken } from "./one-time-token";

/**
 * Remembers that the person proved just now that it is them, and gives the session of `headers` a new token; the old one is dead
 * for every copy of it. Answers the `Set-Cookie` that hands it to the browser, or null when the session has ended meanwhile. Of
 * two tabs at once one gets it, and the other none: theirs would be dead when it came. For routes alone: a page that is drawn in
 * the answer of a server action would still read the old cookie.
 */
export async function renewSession(
  { options }: Auth,
  { sessionId, headers, now }: { sessionId: string; headers: Headers; now: Date },
): Promise<{ cookie: string | undefined } | null> {
  const { token, hash } = mintToken();
  const held = readSigned(headers, sessionCookieName(options.baseURL), options.secret);
  const confirmedAt = now.toISOString();
  const confirm = (set: { confirmedAt: string; token?: string }) =>
    options.database.db.updateTable("session").set(set).where("id", "=", sessionId).returning("expiresAt");
  const renewing = confirm({ token: hash, confirmedAt }).where("token", "=", hashToken(held ?? ""));
  const renewed = await renewing.executeTakeFirst();
  if (!renewed) return (await confirm({ confirmedAt }).executeTakeFirst()) ? { cookie: undefined } : null;
  const seconds = Math.max(0, Math.round((new Date(renewed.expiresAt).getTime() - now.getTime()) / 1000));
  const value = encodeURIComponent(signCookie(token, options.secret));
  const secure = options.advanced.defaultCookieAttributes.secure ? "; Secure" : "";
  const name = sessionCookieName(options.baseURL);
  return { cookie: `${name}=${value}; Max-Age=${seconds}; Path=/; HttpOnly${secure}; SameSite=Lax` };
}
