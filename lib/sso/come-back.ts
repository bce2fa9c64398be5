import "server-only";
import type { Kysely } from "kysely";
import type { Auth } from "@/lib/auth/auth";
import { readClient } from "@/lib/auth/client-address";
import type { Mode } from "@/lib/auth/create-account";
import { hasFactor } from "@/lib/auth/factor/held";
import { keepSessionIf } from "@/lib/auth/keep-session";
import { readSession } from "@/lib/auth/read-session";
import { renewSession } from "@/lib/auth/renew-session";
import { spendSetUpToken } from "@/lib/auth/set-up-token";
import type { Schema } from "@/lib/db/schema";
import { log } from "@/lib/log/log";
import { admit, insertAccount } from "./admit";
import { type Attempt, type Purpose, takeAttempt } from "./attempt";
import type { SsoConfig } from "./config";
import { connect, findOwner, holdIdentity } from "./identities";
import { type Found, type Identity, redeem } from "./provider";
import { recordRefusedSso } from "./record-refused";
import type { SsoRefusal } from "./refusals";
import { callbackOf } from "./start";

type Place = {
  auth: Auth;
  db: Kysely<Schema>;
  mode: Mode;
  sso: SsoConfig;
  publicUrl: string;
  getProvider: () => Promise<Found>;
};
type Arrival = { attempt: Attempt; identity: Identity; headers: Headers; now: Date };
type Refused = { ok: false; code: SsoRefusal; userId?: string | undefined; email?: string | null };
/** `opened`: the answer that carries the cookies of a new session; `cookie`: of one that was renewed. */
type Done = { ok: true; opened?: Response; cookie?: string | undefined };

/** What became of it, what it was begun for, and where to go on. */
export type CameBack = (Done | { ok: false; code: SsoRefusal }) & { purpose: Purpose; next: string };

const NEVER = new Date(0);

/**
 * A provider also lets in whom it remembers: what counts as their proof is when they signed in there, where it says so, and
 * nothing where our own factor, which it did not ask, is on. Else whoever finds a browser open would sign out and in again in
 * place of step-up.
 */
async function provenAt({ db }: Place, userId: string, { attempt, identity, now }: Arrival): Promise<Date> {
  if (attempt.purpose === "set_up") return now;
  if (!identity.signedInAt || (await hasFactor(db, userId))) return NEVER;
  return identity.signedInAt < now ? identity.signedInAt : now;
}

async function open(place: Place, userId: string, arrival: Arrival): Promise<Done | Refused> {
  const { auth } = place;
  const { identity, headers } = arrival;
  const confirmedAt = (await provenAt(place, userId, arrival)).toISOString();
  const body = { userId, way: { way: "sso", ...identity.way }, confirmedAt };
  const opened = await auth.api.openSession({ body, headers, asResponse: true });
  if (!opened.ok) return { ok: false, code: opened.status === 403 ? "sso_disabled" : "sso_failed", userId };
  // A new password disconnects the account and ends its sessions: one that slips in meanwhile must not stay.
  const stands = await keepSessionIf(auth, opened, (trx) => holdIdentity(trx, { userId, ...identity }));
  return stands ? { ok: true, opened } : { ok: false, code: "sso_disconnected", userId };
}

async function signIn(place: Place, arrival: Arrival): Promise<Done | Refused> {
  const { identity, now } = arrival;
  const admitted = await admit(place, { identity, ...place.sso, now });
  return admitted.ok ? open(place, admitted.userId, arrival) : { ...admitted, email: identity.email };
}

/** Whoever holds the set-up link is the first admin, here with the account that the provider tells. */
async function setUp(place: Place, arrival: Arrival): Promise<Done | Refused> {
  const { identity, attempt, now } = arrival;
  const { email } = identity;
  if (!email) return { ok: false, code: "sso_no_email" };
  const made = { mode: place.mode, identity, role: "admin", createdBy: "console", now } as const;
  const used = await spendSetUpToken(place.db, {
    token: attempt.carried,
    now,
    run: () => place.db.transaction().execute((trx) => insertAccount(trx, made)),
  });
  return used.ok ? open(place, used.made, arrival) : { ok: false, code: "sso_link", email };
}

/** What is about the session that it was begun in, which must still be that of this browser. */
async function withSession(place: Place, { attempt, identity, headers, now }: Arrival): Promise<Done | Refused> {
  const { auth, db, mode } = place;
  const agent = await readSession(auth, headers, { now, mode });
  if (!agent || agent.sessionId !== attempt.sessionId) return { ok: false, code: "sso_signed_out" };
  if (attempt.purpose === "link") return connect(db, { owner: agent, ...identity, now });
  if ((await findOwner(db, identity))?.id !== agent.id) return { ok: false, code: "sso_other", userId: agent.id };
  const renewed = await renewSession(auth, { sessionId: agent.sessionId, headers, now });
  return renewed ? { ok: true, ...renewed } : { ok: false, code: "sso_signed_out" };
}

const acts = { sign_in: signIn, set_up: setUp, link: withSession, confirm: withSession };
/** What was tried, in the record. */
const actions: Record<Purpose, string> = {
  sign_in: "account.sign_in",
  set_up: "account.set_up",
  link: "own.connect_sso",
  confirm: "own.confirm",
};

/**
 * What the browser that came back from the provider at `url` gets. Its attempt counts once; every failure is a word, and
 * recorded. Cookies of an older session are not ended here.
 */
export async function comeBack(
  place: Place,
  { url, headers, now }: { url: URL; headers: Headers; now: Date },
): Promise<CameBack> {
  const { db, publicUrl } = place;
  const taken = await takeAttempt(db, { headers, now, publicUrl });
  const { purpose, next } = taken?.attempt ?? { purpose: "sign_in" as const, next: "/" };
  const judge = async (): Promise<Done | Refused> => {
    if (!taken) return { ok: false, code: "sso_lost" };
    const found = await place.getProvider();
    if (!found.ok) return found;
    const { attempt, secrets } = taken;
    const since = purpose === "confirm" ? attempt.beganAt : undefined;
    const at = new URL(`${callbackOf(publicUrl)}${url.search}`);
    const redeemed = await redeem(found.provider, { url: at, secrets, since, now: now.getTime() });
    return redeemed.ok ? acts[purpose](place, { attempt, identity: redeemed.identity, headers, now }) : redeemed;
  };
  const answer = await judge().catch((error: unknown): Refused => {
    log.error("Single sign-on failed.", { fault: error });
    return { ok: false, code: "sso_failed" };
  });
  if (answer.ok) return { ...answer, purpose, next };
  const { code, userId, email } = answer;
  // What connect refuses it has recorded itself.
  const recorded = purpose === "link" && (code === "sso_connected" || code === "sso_other" || code === "sso_shared");
  const action = actions[purpose];
  if (!recorded)
    await recordRefusedSso(db, { code, address: readClient(headers), userId, email: email ?? null, action }, now);
  return { ok: false, code, purpose, next };
}
