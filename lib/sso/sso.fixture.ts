import { onTestFinished } from "vitest";
import { addAgent, openTestAuth, publicUrl, withCookies } from "@/lib/auth/auth.fixture";
import type { Mode } from "@/lib/auth/create-account";
import type { Purpose } from "./attempt";
import { comeBack } from "./come-back";
import type { SsoConfig } from "./config";
import { startLyingProvider } from "./lying-provider.fixture";
import { discover } from "./provider";
import { clientId } from "./real-provider.fixture";
import { startSso } from "./start";

type Options = { mode?: Mode; defaultRole?: SsoConfig["defaultRole"] };

export const password = "correct horse battery";

/** A console with one admin, ada, and a provider of the test's own, which says what `tell` says. */
export async function openConsole({ mode = "live", defaultRole = "viewer" }: Options = {}) {
  const { auth, db } = await openTestAuth({ mode });
  const liar = await startLyingProvider();
  onTestFinished(liar.close);
  const adaId = await addAgent(auth, { email: "ada@acme.test", password, role: "admin" });
  const config = { clientId, clientSecret: undefined, name: "Acme SSO", defaultRole, only: false, trustEmail: false };
  const at = (issuer: string) => {
    const sso: SsoConfig = { ...config, issuer };
    return { auth, db, mode, sso, publicUrl, getProvider: () => discover(sso, { timeoutSeconds: 60 }) };
  };
  const place = at(liar.issuer);
  const begin = async (asked: { purpose?: Purpose; sessionId?: string; carried?: string } = {}, from = place) => {
    const { purpose = "sign_in", sessionId = null, carried } = asked;
    const headers = new Headers({ "x-forwarded-for": crypto.randomUUID() });
    const started = await startSso(from, { purpose, next: "/settings", sessionId, carried, headers, now: new Date() });
    if (!started.ok) throw new Error(started.code);
    return { url: started.url, cookie: `${started.cookie.name}=${started.cookie.value}` };
  };
  /** There and back in one browser, which may hold other cookies too. */
  const goRound = async (
    claims: Record<string, unknown> = {},
    asked: Parameters<typeof begin>[0] & { cookies?: string } = {},
  ) => {
    const { url, cookie } = await begin(asked);
    liar.lies.claims = claims;
    const headers = new Headers({ cookie: [cookie, asked.cookies].filter(Boolean).join("; ") });
    return comeBack(place, { url: liar.answer(url), headers, now: new Date() });
  };
  return { auth, db, liar, place, at, adaId, begin, goRound };
}

/** The `Cookie` header of a browser that holds the session of this answer. */
export const cookiesOf = (response: Response): string => withCookies(response).get("cookie") ?? "";

/** Each event of the record as a line: who, what, what came of it, and why. */
export async function toldBy({ db }: { db: Awaited<ReturnType<typeof openTestAuth>>["db"] }): Promise<string[]> {
  const rows = await db.selectFrom("audit_event").selectAll().orderBy("seq").execute();
  return rows.map(({ actor_role, action, outcome, detail }) => {
    const { code } = detail ? JSON.parse(detail) : {};
    return [actor_role, action, outcome, ...(code ? [code] : [])].join(" ");
  });
}
