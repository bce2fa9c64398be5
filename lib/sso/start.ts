import "server-only";
import type { Kysely } from "kysely";
import type { Schema } from "@/lib/db/schema";
import { type AttemptCookie, beginAttempt, type Purpose, secretsOf } from "./attempt";
import { type Found, toAuthorization } from "./provider";
import { recordRefusedSso } from "./record-refused";
import type { SsoRefusal } from "./refusals";

export const callbackOf = (publicUrl: string): string => `${publicUrl}/api/auth/oidc/callback`;

type Asked = { purpose: Purpose; next: string; sessionId: string | null; carried?: string | undefined };

/** Begins single sign-on in this browser: where it goes, and the cookie that it needs to come back. */
export async function startSso(
  { db, publicUrl, getProvider }: { db: Kysely<Schema>; publicUrl: string; getProvider: () => Promise<Found> },
  { now, ...asked }: Asked & { now: Date },
): Promise<{ ok: true; url: string; cookie: AttemptCookie } | { ok: false; code: SsoRefusal }> {
  const found = await getProvider();
  if (!found.ok) {
    if (asked.purpose === "sign_in") await recordRefusedSso(db, { code: found.code }, now);
    return found;
  }
  const { token, cookie } = await beginAttempt(db, { ...asked, now, publicUrl });
  const secrets = secretsOf(token);
  const fresh = asked.purpose === "confirm";
  const url = await toAuthorization(found.provider, { redirectUri: callbackOf(publicUrl), secrets, fresh });
  return { ok: true, url, cookie };
}
