import "server-only";
import { env } from "@/lib/env";

const LOOPBACK = /^(localhost|127\.0\.0\.1|\[::1\])$/;

/** "null" (a sandboxed frame) and every other text that is no address are no origin of ours. */
function isOurs(origin: string, host: string | null, publicUrl: string): boolean {
  if (origin === publicUrl) return true;
  if (!URL.canParse(origin)) return false;
  const from = new URL(origin);
  // One machine has several names: a console on 127.0.0.1 also answers as localhost.
  return LOOPBACK.test(new URL(publicUrl).hostname) && LOOPBACK.test(from.hostname) && from.host === host;
}

/**
 * Was a request that changes something sent by one of our own pages? Fetch metadata must say same-origin and Origin must be
 * the public one; a request with neither is refused. To ask before every write, whatever Next checks itself. Source: OWASP Cross-Site Request Forgery Prevention.
 */
export function checkOrigin(headers: Headers, publicUrl: string = env.publicUrl): boolean {
  const site = headers.get("sec-fetch-site");
  const origin = headers.get("origin");
  if (site !== null && site !== "same-origin") return false;
  if (origin !== null) return isOurs(origin, headers.get("host"), publicUrl);
  return site === "same-origin";
}

/**
 * May a request that only reads be answered? Not when a page of another site set it off: it would make this browser read, and
 * record, in the name of who is signed in. An address typed or a script that says nothing may.
 */
export function checkReader(headers: Headers): boolean {
  const site = headers.get("sec-fetch-site");
  return site === null || site === "same-origin" || site === "none";
}
