import type { Kysely } from "kysely";
import { expect, test } from "vitest";
import type { Schema } from "@/lib/db/schema";
import { addAgent, openTestAuth, publicUrl, secret as sessionSecret, withCookies } from "../auth.fixture";
import { mintDeviceCookie } from "../cookies";
import { setNewPassword } from "../new-password";
import { recoverAccount } from "../password-links";
import { readSession } from "../read-session";
import { signIn } from "../sign-in";
import { disableAccount } from "../team";
import { createThrottle } from "../throttle";
import { showCode, turnOn } from "./factor.fixture";
import { signInWithCode } from "./sign-in-code";

const password = "correct horse battery";
const STEP = 30_000;
const start = Math.floor(Date.now() / STEP) * STEP + STEP / 2;
const at = (steps: number) => new Date(start + steps * STEP);

/** Ada has her second factor on; `knock` is her password from a browser, `show` a code from it. */
async function open(url = publicUrl) {
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
  const show = (headers: Headers, typed: string, now = at(1)) =>
    signInWithCode(auth, { typed, headers, now }, throttle);
  const code = (steps: number) => showCode(held.secret, at(steps).getTime());
  const who = (headers: Headers) => readSession(auth, headers, { now: new Date(), mode: "live" });
  return { auth, db, email, userId, codes: held.codes, knock, show, code, who };
}

const told = async (db: Kysely<Schema>) =>
  (await db.selectFrom("audit_event").selectAll().orderBy("seq").execute())
    .slice(2)
    .map(({ actor_role, action, outcome, detail }) => [actor_role, action, outcome, detail].filter(Boolean).join(" "));

test("the password alone opens no session, only the next step, and a code then opens one", async () => {
  const { db, knock, show, code, who } = await open();
  const before = await db.selectFrom("session").selectAll().execute();
  const { pending, cookies, set } = await knock();
  expect(pending).toBe(true);
  expect(set).toEqual([
    expect.stringMatching(/^console_pending=v1\.[^;]+; Path=\/; Max-Age=300; HttpOnly; SameSite=Lax$/),
  ]);
  expect(await db.selectFrom("session").selectAll().execute()).toEqual(before);
  expect(await who(cookies)).toBeNull();
  expect(await show(cookies, "000000")).toEqual({ ok: false, error: "wrong_code" });
  const entered = await show(cookies, code(1));
  if (!entered.ok) throw new Error(entered.error);
  expect(await who(withCookies(entered.response))).toMatchObject({ role: "admin", factor: "on" });
  expect(entered.response.headers.getSetCookie()).toContainEqual(
    expect.stringMatching(/^console_pending=; .*Max-Age=0;/),
  );
  expect(await show(cookies, code(1))).toEqual({ ok: false, error: "used_code" });
  expect(await told(db)).toEqual([
    'stranger account.sign_in denied {"code":"wrong_code"}',
    "admin account.sign_in done",
    'stranger account.sign_in denied {"code":"used_code"}',
  ]);
});

test("the step between lasts 5 minutes, in this browser, and opens nothing else", async () => {
  const { knock, show, code, who, codes } = await open();
  const { cookies } = await knock();
  const late = { ok: false, error: "late" };
  expect(await show(new Headers(), code(1))).toEqual(late);
  expect(await show(new Headers({ cookie: "console_pending=v1.forged" }), code(1))).toEqual(late);
  expect(await show(cookies, codes[0] ?? "", at(12))).toEqual(late);
  const renamed = new Headers({ cookie: (cookies.get("cookie") ?? "").replace("console_pending", "console_session") });
  expect(await who(renamed)).toBeNull();
  expect(await show(cookies, codes[0] ?? "", at(10))).toMatchObject({ ok: true });
});

test("it ends with the password that was right, and with the account", async () => {
  const { auth, db, email, userId, knock, show, code } = await open();
  const { cookies } = await knock();
  const place = { auth, db, mode: "live" as const };
  const boss = await addAgent(auth, { email: "boss@acme.test", password, role: "admin" });
  await disableAccount(place, { by: boss, id: userId, now: at(1) });
  expect(await show(cookies, code(1))).toEqual({ ok: false, error: "late" });
  await db.updateTable("user").set({ disabledAt: null }).where("id", "=", userId).execute();
  await db.updateTable("account").set({ password: "another" }).where("userId", "=", userId).execute();
  expect(await show(cookies, code(1))).toEqual({ ok: false, error: "late" });
  expect(email).toContain("ada");
});

test("a new password does not bypass the factor; the server's command line takes it away", async () => {
  const { auth, db, email, userId, knock } = await open();
  const place = { db, mode: "live" as const, ssoOnly: false };
  const { mintToken } = await import("../one-time-token");
  const { token, hash } = mintToken();
  const link = { token_hash: hash, made_by: null, made_at: at(0).toISOString(), expires_at: at(99).toISOString() };
  await db
    .insertInto("password_link")
    .values({ user_id: userId, ...link })
    .execute();
  const chosen = "four words that do not belong";
  expect(await setNewPassword({ auth, ...place }, { fields: { token, password: chosen }, now: at(1) })).toEqual({
    ok: true,
  });
  expect((await knock(new Headers(), chosen)).pending).toBe(true);
  await recoverAccount(place, email, at(1));
  expect((await knock(new Headers(), chosen)).pending).toBe(false);
});

test("a stranger who knows the password guesses three times and locks nobody's own browser out", async () => {
  const { db, knock, show, code } = await open();
  const known = await show((await knock()).cookies, code(1));
  if (!known.ok) throw new Error(known.error);
  const device = withCookies(known.response).get("cookie") ?? "";
  const stranger = (await knock()).cookies;
  for (const guess of ["000001", "000002", "000003"]) await show(stranger, guess, at(2));
  for (const _twice of [1, 2]) expect(await show(stranger, code(2), at(2))).toEqual({ ok: false, error: "wait_code" });
  const own = new Headers({ cookie: `${(await knock()).cookies.get("cookie")}; ${device}` });
  expect(await show(own, code(2), at(2))).toMatchObject({ ok: true });
  const waits = (await told(db)).filter((line) => line.includes("wait_code"));
  expect(waits).toHaveLength(1);
});

test("whoever collected cookies of this account's browsers guesses no more often than without", async () => {
  const { email, knock, show, code } = await open();
  const known = await show((await knock()).cookies, code(1));
  if (!known.ok) throw new Error(known.error);
  const browser = async (device: string) =>
    new Headers({ cookie: `${(await knock()).cookies.get("cookie")}; ${device.split(";")[0]}` });
  // As they were set while there was no factor, and while there was another one.
  const collected = [{}, {}, { turnedOn: "2026-01-01T00:00:00.000Z" }].map((of) =>
    mintDeviceCookie({ email, ...of }, sessionSecret, publicUrl),
  );
  const answers: Awaited<ReturnType<typeof show>>[] = [];
  for (const device of collected) {
    const headers = await browser(device);
    for (const guess of ["000001", "000002"]) answers.push(await show(headers, guess, at(2)));
  }
  const of = (error: string) => answers.filter((answer) => !answer.ok && answer.error === error).length;
  expect([of("wrong_code"), of("wait_code")]).toEqual([3, 3]);
  const own = await browser(
    withCookies(known.response)
      .get("cookie")
      ?.match(/console_device=[^;]+/)?.[0] ?? "",
  );
  expect(await show(own, code(2), at(2))).toMatchObject({ ok: true });
});

test("browsers that a code was right in share the guesses of one", async () => {
  const { email, userId, db, knock, show, code } = await open();
  const { turned_on_at } = await db
    .selectFrom("second_factor")
    .select("turned_on_at")
    .where("user_id", "=", userId)
    .executeTakeFirstOrThrow();
  const pending = (await knock()).cookies.get("cookie");
  const browsers = [1, 2].map(() => {
    const device = mintDeviceCookie({ email, turnedOn: turned_on_at }, sessionSecret, publicUrl).split(";")[0];
    return new Headers({ cookie: `${pending}; ${device}` });
  });
  const [one = new Headers(), other = new Headers()] = browsers;
  for (const guess of ["000001", "000002", "000003"]) await show(one, guess, at(2));
  expect(await show(other, code(2), at(2))).toEqual({ ok: false, error: "wait_code" });
});

test("over https the cookie between the steps is bound to this host", async () => {
  const { knock } = await open("https://support.acme.test");
  const [cookie] = (await knock()).set;
  expect(cookie).toMatch(/^__Host-console_pending=[^;]+; Path=\/; Max-Age=300; HttpOnly; SameSite=Lax; Secure$/);
});
