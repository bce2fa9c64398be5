import "server-only";
import type { Kysely } from "kysely";
import { readClient, toNeighbourhood } from "@/lib/auth/client-address";
import { createThrottle } from "@/lib/auth/throttle";
import type { Schema } from "@/lib/db/schema";
import { type AttemptCookie, beginAttempt, type Purpose, secretsOf } from "./attempt";
import { type Found, toAuthorization } from "./provider";
import { recordRefusedSso } from "./record-refused";
import type { SsoRefusal } from "./refusals";

export const callbackOf = (publicUrl: string): string => `${publicUrl}/api/auth/oidc/callback`;

/** As many a minute as passwords; an office shares one address. Each leaves a row for ten minutes. */
const addresses = createThrottle({ capacity: 60, refillMs: 1000, maxKeys: 10_000 });

type Asked = { purpose: Purpose; next: string; sessionId: string | null; carried?: string | undefined };

/** Begins single sign-on in this browser, which `headers` are from: where it goes, and the cookie that it needs to come back. */
export async function startSso(
  { db, publicUrl, getProvider }: { db: Kysely<Schema>; publicUrl: string; getProvider: () => Promise<Found> },
  { now, headers, ...asked }: Asked & { headers: Headers; now: Date },
): Promise<{ ok: true; url: string; cookie: AttemptCookie } | { ok: false; code: SsoRefusal }> {
  const address = readClient(headers);
  const refuse = async (code: SsoRefusal) => {
    if (asked.purpose === "sign_in") await recordRefusedSso(db, { code, address }, now);
    return { ok: false as const, code };
  };
  if (addresses.take(toNeighbourhood(address), now.getTime()) > 0) return refuse("sso_wait");
  const found = await getProvider();
  if (!found.ok) return refuse(found.code);
  const { token, cookie } = await beginAttempt(db, { ...asked, now, publicUrl });
  const secrets = secretsOf(token);
  const fresh = asked.purpose === "confirm";
  const url = await toAuthorization(found.provider, { redirectUri: callbackOf(publicUrl), secrets, fresh });
  return { ok: true, url, cookie };
}
