import { addAgent, openTestAuth, publicUrl, secret, withCookies } from "./auth.fixture";
import { setNewPassword } from "./new-password";
import { makePasswordLink } from "./password-links";
import { readSession } from "./read-session";
import { signIn } from "./sign-in";
import { createThrottle } from "./throttle";

export const now = new Date("2026-03-14T09:30:00.000Z");
export const [old, chosen] = ["correct horse battery", "another horse entirely"];

/** Two admins, Ada and Una, and Zoë, a lead who has forgotten her password. */
export async function openTeam() {
  const { auth, db } = await openTestAuth();
  const add = (name: string, role: string) => addAgent(auth, { email: `${name}@acme.test`, password: old, role });
  const [ada, una, zoe] = [await add("ada", "admin"), await add("una", "admin"), await add("zoe", "lead")];
  const place = { db, mode: "live" as const, ssoOnly: false };
  const make = async (by = ada, at = now) => {
    const made = await makePasswordLink(place, { by, id: zoe, now: at });
    if (!made.ok) throw new Error(made.message);
    return made.token;
  };
  const use = (token: string, password = chosen, at = now) =>
    setNewPassword({ auth, ...place }, { fields: { token, password }, now: at });
  const throttle = createThrottle({ capacity: 99, refillMs: 1000, maxKeys: 9 });
  const knock = (password: string) =>
    signIn(auth, { email: "zoe@acme.test", password, headers: new Headers(), now: 0 }, { secret, publicUrl, throttle });
  const enter = async (password: string) => {
    const answer = await knock(password);
    if (!answer.ok) throw new Error(answer.error);
    return withCookies(answer.response);
  };
  const who = (headers: Headers) => readSession(auth, headers, { now: new Date(), mode: "live" });
  return { auth, db, place, ada, una, zoe, make, use, knock, enter, who };
}
