import type { Kysely } from "kysely";
import type { Schema } from "@/lib/db/schema";
import { addAgent, openTestAuth, publicUrl, secret as sessionSecret, withCookies } from "../auth.fixture";
import { readSession } from "../read-session";
import { signIn } from "../sign-in";
import { createThrottle } from "../throttle";
import { showCode, turnOn } from "./factor.fixture";
import { signInWithCode } from "./sign-in-code";

export const password = "correct horse battery";
const STEP = 30_000;
const start = Math.floor(Date.now() / STEP) * STEP + STEP / 2;
export const at = (steps: number) => new Date(start + steps * STEP);

/** Ada has her second factor on; `knock` is her password from a browser, `show` a code from it. */
export async function openCodes(url = publicUrl) {
  const { auth, db } = await openTestAuth({ url });
  const email = `ada-${crypto.randomUUID()}@acme.test`;
  const userId = await addAgent(auth, { email, password, role: "admin" });
  const held = await turnOn(auth, { userId, email }, at(0));
  const config = {
    secret: sessionSecret,
    publicUrl: url,
    throttle: createThrottle({ capacity: 9, refillMs: 1, maxKeys: 9 }),
  };
  const throttle = createThrottle({ capacity: 3, refillMs: 15 * 60_000, maxKeys: 9 });
  const knock = async (headers = new Headers(), typed = password) => {
    const answer = await signIn(auth, { email, password: typed, headers, now: at(1).getTime() }, config);
    if (!answer.ok) throw new Error(answer.error);
    return {
      pending: answer.pending,
      cookies: withCookies(answer.response),
      set: answer.response.headers.getSetCookie(),
    };
  };
  const show = (headers: Headers, typed: string, now = at(1)) => {
    const sent = new Headers({ "x-forwarded-for": crypto.randomUUID() });
    for (const [name, value] of headers) sent.set(name, value);
    return signInWithCode(auth, { typed, headers: sent, now }, throttle);
  };
  const code = (steps: number) => showCode(held.secret, at(steps).getTime());
  const who = (headers: Headers) => readSession(auth, headers, { now: new Date(), mode: "live" });
  return { auth, db, email, userId, codes: held.codes, knock, show, code, who };
}

/** What the record holds since her factor is on, each event as a line. */
export const told = async (db: Kysely<Schema>) =>
  (await db.selectFrom("audit_event").selectAll().orderBy("seq").execute())
    .slice(2)
    .map(({ actor_role, action, outcome, detail }) => [actor_role, action, outcome, detail].filter(Boolean).join(" "));
