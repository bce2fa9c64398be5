import { Secret, TOTP } from "otpauth";
import type { Auth } from "../auth";
import { withCookies } from "../auth.fixture";
import { openFirstSession } from "../first-session";
import { readSession } from "../read-session";
import { offerFactor, turnOnFactor } from "./turn-on";

/** What an authenticator app shows for this secret at `at` (ms), told by another reading of the secret than the console's. */
export const showCode = (secret: string, at: number): string =>
  new TOTP({ secret: Secret.fromBase32(secret), digits: 6, period: 30 }).generate({ timestamp: at });

/** Signs in without asking; answers the cookies and who that is. */
export async function enter(auth: Auth, { userId, email }: { userId: string; email: string }) {
  const cookies = withCookies(await openFirstSession(auth, { userId, email, headers: new Headers() }));
  const agent = await readSession(auth, cookies, { now: new Date(), mode: "live" });
  if (!agent) throw new Error("Not signed in.");
  return { cookies, agent };
}

/** The account with its second factor turned on at `now`, by the code of that moment. */
export async function turnOn(auth: Auth, account: { userId: string; email: string }, now: Date) {
  const { agent, cookies } = await enter(auth, account);
  const offered = await offerFactor(auth, { agent, now });
  if (typeof offered === "string") throw new Error(offered);
  const { secret, offer } = offered;
  const on = await turnOnFactor(auth, { agent, offer, code: showCode(secret, now.getTime()), now });
  if (typeof on === "string") throw new Error(on);
  return { agent, cookies, secret, codes: on.codes };
}
