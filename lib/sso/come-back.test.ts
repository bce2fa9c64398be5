import { expect, onTestFinished, test, vi } from "vitest";
import { invite } from "@/lib/auth/invitations";
import { makePasswordLink, spendPasswordLink } from "@/lib/auth/password-links";
import { readSession } from "@/lib/auth/read-session";
import { disableAccount } from "@/lib/auth/team";
import { comeBack } from "./come-back";
import { startLyingProvider } from "./lying-provider.fixture";
import { cookiesOf, openConsole, toldBy } from "./sso.fixture";

const now = () => new Date();
const bo = { sub: "bo-1", email: "bo@acme.test", email_verified: true, name: "Bo" };

/** Who an answer signs in. */
async function whoIn({ auth }: Awaited<ReturnType<typeof openConsole>>, back: Awaited<ReturnType<typeof comeBack>>) {
  if (!back.ok || !back.opened) throw new Error(back.ok ? "Nobody was signed in." : back.code);
  const headers = new Headers({ cookie: cookiesOf(back.opened) });
  return readSession(auth, headers, { now: now(), mode: "live" });
}

const count = async ({ db }: Awaited<ReturnType<typeof openConsole>>, table: "user" | "session" | "invitation") =>
  (await db.selectFrom(table).select("id").execute()).length;

test("who is new gets an account of the default role, and the same one at every later time", async () => {
  const it = await openConsole();
  const first = await whoIn(it, await it.goRound({ ...bo, amr: ["pwd", "otp"] }));
  expect(first).toMatchObject({ name: "Bo", email: bo.email, role: "viewer" });
  const moved = { sub: bo.sub, email: "ada@acme.test", email_verified: true, name: "Bob" };
  expect(await whoIn(it, await it.goRound(moved))).toMatchObject({ id: first?.id, email: bo.email });
  expect(await count(it, "user")).toBe(2);
  expect(await toldBy(it)).toEqual([
    "viewer account.join done",
    "viewer account.sign_in done",
    "viewer account.sign_in done",
  ]);
  const events = await it.db.selectFrom("audit_event").select("detail").orderBy("seq").execute();
  expect(JSON.parse(events[1]?.detail ?? "")).toEqual({ way: "sso", amr: ["pwd", "otp"] });
  expect(JSON.stringify(events)).not.toMatch(/acme\.test|bo-1/);
});

test("an invitation for the verified e-mail gives its role and is used up", async () => {
  const it = await openConsole({ defaultRole: "none" });
  const invited = { email: bo.email, name: "", role: "lead" } as const;
  await invite(it.place, { inviter: { id: it.adaId, role: "admin" }, invited, now: now() });
  for (const email_verified of [false, undefined, "true"]) {
    expect(await it.goRound({ ...bo, email_verified })).toMatchObject({ ok: false, code: "sso_unverified" });
  }
  expect(await count(it, "invitation")).toBe(1);
  expect(await whoIn(it, await it.goRound(bo))).toMatchObject({ email: bo.email, role: "lead" });
  expect(await count(it, "invitation")).toBe(0);
});

test("uninvited, where only who was invited may come in, nobody does", async () => {
  const it = await openConsole({ defaultRole: "none" });
  expect(await it.goRound(bo)).toMatchObject({ ok: false, code: "sso_uninvited" });
  expect(await count(it, "user")).toBe(1);
  expect(await toldBy(it)).toEqual(["stranger account.sign_in denied sso_uninvited"]);
});

test("an account with the same e-mail is not taken over, neither from this issuer nor from another", async () => {
  const it = await openConsole();
  const ada = { sub: "eve", email: "Ada@acme.test", email_verified: true };
  expect(await it.goRound(ada)).toMatchObject({ ok: false, code: "sso_taken" });
  await it.goRound(bo);
  const second = await startLyingProvider({ claims: bo });
  onTestFinished(second.close);
  const place = it.at(second.issuer);
  const { url, cookie } = await it.begin({}, place);
  const back = await comeBack(place, { url: second.answer(url), headers: new Headers({ cookie }), now: now() });
  expect(back).toMatchObject({ ok: false, code: "sso_taken" });
  expect(await count(it, "session")).toBe(1);
});

test("a disabled account stays out", async () => {
  const it = await openConsole();
  const who = await whoIn(it, await it.goRound(bo));
  await disableAccount(it.place, { by: it.adaId, id: who?.id ?? "", now: now() });
  expect(await it.goRound(bo)).toMatchObject({ ok: false, code: "sso_disabled" });
  expect(await count(it, "session")).toBe(0);
});

test("who is disconnected by a new password while they arrive stays out", async () => {
  const it = await openConsole();
  const who = await whoIn(it, await it.goRound(bo));
  const made = await makePasswordLink({ ...it.place, ssoOnly: false }, { by: it.adaId, id: who?.id ?? "", now: now() });
  if (!made.ok) throw new Error(made.message);
  const { internalAdapter } = await it.auth.$context;
  const createSession = internalAdapter.createSession;
  vi.spyOn(internalAdapter, "createSession").mockImplementationOnce(async (...given) => {
    const taken = { token: made.token, hash: "of another password", now: now() };
    expect(await spendPasswordLink(it.place, taken)).toBe(true);
    return createSession(...given);
  });
  expect(await it.goRound(bo)).toMatchObject({ ok: false, code: "sso_disconnected" });
  expect(await count(it, "session")).toBe(0);
  expect((await toldBy(it)).at(-1)).toBe("stranger account.sign_in denied sso_disconnected");
});

test("two first arrivals at the same time make one account", async () => {
  const it = await openConsole();
  const both = await Promise.all([it.goRound(bo), it.goRound(bo)]);
  expect(both.map(({ ok }) => ok)).toEqual([true, true]);
  expect(await count(it, "user")).toBe(2);
});

test("an account needs an e-mail, and one that nobody vouches for makes none but where the console was told to trust it", async () => {
  const it = await openConsole();
  expect(await it.goRound({ ...bo, email: undefined })).toMatchObject({ ok: false, code: "sso_no_email" });
  expect(await it.goRound({ ...bo, email_verified: false })).toMatchObject({ ok: false, code: "sso_unverified" });
  const silent = { ...bo, email_verified: undefined, name: "\u0000" };
  expect(await it.goRound(silent)).toMatchObject({ ok: false, code: "sso_unverified" });
  it.place.sso.trustEmail = true;
  expect(await it.goRound({ ...bo, email_verified: false })).toMatchObject({ ok: false, code: "sso_unverified" });
  expect(await whoIn(it, await it.goRound(silent))).toMatchObject({ name: "bo", role: "viewer" });
});

test("a callback counts once, in the browser that began it, for 10 minutes", async () => {
  const it = await openConsole();
  it.liar.lies.claims = bo;
  const { url, cookie } = await it.begin();
  const back = it.liar.answer(url);
  const arrive = (cookies: string, at = now()) =>
    comeBack(it.place, { url: back, headers: new Headers({ cookie: cookies }), now: at });
  const lost = { ok: false, code: "sso_lost" };
  expect(await arrive("")).toMatchObject(lost);
  expect(await arrive("console_sso=guessed")).toMatchObject(lost);
  expect(await arrive((await it.begin()).cookie)).toMatchObject({ ok: false, code: "sso_state" });
  expect(await arrive(cookie)).toMatchObject({ ok: true, next: "/settings" });
  expect(await arrive(cookie)).toMatchObject(lost);
  const late = await it.begin();
  expect(await arrive(late.cookie, new Date(Date.now() + 11 * 60_000))).toMatchObject(lost);
  expect(await it.db.selectFrom("sso_attempt").selectAll().execute()).toEqual([]);
});

test("nothing in the database opens what the browser holds", async () => {
  const it = await openConsole();
  const { url, cookie } = await it.begin({ carried: "set-up-token" });
  const rows = JSON.stringify(await it.db.selectFrom("sso_attempt").selectAll().execute());
  const { state, nonce } = Object.fromEntries(new URL(url).searchParams);
  for (const secret of [state, nonce, cookie.split(/[=.]/)[1], "set-up-token"]) {
    expect(secret).toBeTruthy();
    expect(rows).not.toContain(secret);
  }
});

test("the provider being down is a word, and is recorded", async () => {
  const it = await openConsole();
  const { url, cookie } = await it.begin();
  const back = it.liar.answer(url);
  it.liar.lies.status = 503;
  const answer = await comeBack(it.place, { url: back, headers: new Headers({ cookie }), now: now() });
  expect(answer).toMatchObject({ ok: false, code: "sso_down", next: "/settings" });
  expect(await toldBy(it)).toEqual(["stranger account.sign_in denied sso_down"]);
});

test("an account made while practising is nobody once the console is live", async () => {
  const it = await openConsole();
  const practising = { ...it.place, mode: "practice" as const };
  const { url, cookie } = await it.begin({}, practising);
  it.liar.lies.claims = bo;
  const made = await comeBack(practising, { url: it.liar.answer(url), headers: new Headers({ cookie }), now: now() });
  expect(made.ok).toBe(false);
  const before = await it.db.selectFrom("user").select("id").where("email", "=", bo.email).executeTakeFirst();
  expect(before?.id).toMatch(/^practice-/);
  const who = await whoIn(it, await it.goRound(bo));
  expect(who?.id).not.toMatch(/^practice-/);
  expect(await count(it, "user")).toBe(2);
});
