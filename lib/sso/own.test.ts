import { expect, test } from "vitest";
import { addAgent } from "@/lib/auth/auth.fixture";
import { setNewPassword } from "@/lib/auth/new-password";
import { recoverAccount } from "@/lib/auth/password-links";
import { practiceAgents } from "@/lib/auth/practice-agents";
import { readSession } from "@/lib/auth/read-session";
import { mintSetUpToken } from "@/lib/auth/set-up-token";
import { comeBack } from "./come-back";
import { connect, connectedSince, disconnect } from "./identities";
import { allowPassword, whoMayUsePasswords } from "./password-door";
import { cookiesOf, openConsole, password, toldBy } from "./sso.fixture";

const at = () => new Date();
type It = Awaited<ReturnType<typeof openConsole>>;
const asAda = { sub: "ada-1", email: "elsewhere@acme.test", email_verified: true };
const asBo = { sub: "bo-1", email: "bo@acme.test", email_verified: true };

/** Ada, signed in by another way than the provider. */
async function enter({ auth, adaId }: It) {
  const opened = await auth.api.openSession({ body: { userId: adaId }, headers: new Headers(), asResponse: true });
  const cookies = cookiesOf(opened);
  const agent = await readSession(auth, new Headers({ cookie: cookies }), { now: at(), mode: "live" });
  if (!agent) throw new Error("Ada is not signed in.");
  return { agent, cookies };
}

/** The session of these cookies. */
const sessionOf = ({ auth }: It, cookie: string) =>
  readSession(auth, new Headers({ cookie }), { now: at(), mode: "live" });

test("who is signed in connects who they are at the provider, and comes in as themselves from then on", async () => {
  const it = await openConsole();
  const { agent, cookies } = await enter(it);
  const link = { purpose: "link", sessionId: agent.sessionId, cookies } as const;
  expect(await it.goRound(asAda, link)).toMatchObject({ ok: true, purpose: "link" });
  expect(await it.goRound(asAda, link)).toMatchObject({ ok: true });
  expect(await it.goRound(asBo, link)).toMatchObject({ ok: false, code: "sso_connected" });
  const back = await it.goRound(asAda);
  if (!back.ok || !back.opened) throw new Error("Nobody came in.");
  expect(await sessionOf(it, cookiesOf(back.opened))).toMatchObject({ id: it.adaId, role: "admin" });
  expect(await toldBy(it)).toEqual([
    "admin account.sign_in done",
    "admin own.connect_sso done",
    "admin own.connect_sso denied sso_connected",
    "admin account.sign_in done",
  ]);
});

test("nobody connects what is somebody else's, nor in another session than the one that began it", async () => {
  const it = await openConsole();
  await it.goRound(asBo);
  const { agent, cookies } = await enter(it);
  const link = { purpose: "link", sessionId: agent.sessionId, cookies } as const;
  expect(await it.goRound(asBo, link)).toMatchObject({ ok: false, code: "sso_other" });
  expect(await it.goRound(asAda, { ...link, cookies: "" })).toMatchObject({ ok: false, code: "sso_signed_out" });
  const other = (await enter(it)).cookies;
  expect(await it.goRound(asAda, { ...link, cookies: other })).toMatchObject({ ok: false, code: "sso_signed_out" });
  expect(await connectedSince(it.db, it.adaId, it.liar.issuer)).toBeNull();
});

test("two accounts that connect with the same person at once never both are that person", async () => {
  const it = await openConsole();
  const zoe = await addAgent(it.auth, { email: "zoe@acme.test", password, role: "lead" });
  const owners = [
    { id: it.adaId, email: "ada@acme.test", role: "admin" },
    { id: zoe, email: "zoe@acme.test", role: "lead" },
  ];
  const who = { issuer: it.liar.issuer, subject: "ada-1" };
  const answers = await Promise.all(owners.map((owner) => connect(it.db, { ...who, owner, now: at() })));
  expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
  expect(answers).toContainEqual({ ok: false, code: "sso_other" });
  const both = owners.map(({ id }) => ({ ...who, user_id: id, connected_at: at().toISOString() }));
  await expect(it.db.insertInto("sso_identity").values(both).execute()).rejects.toThrow();
  expect(await it.db.selectFrom("sso_identity").select("user_id").execute()).toHaveLength(1);
});

test("an account is disconnected while a password is left, and not otherwise", async () => {
  const it = await openConsole();
  const { agent, cookies } = await enter(it);
  await it.goRound(asAda, { purpose: "link", sessionId: agent.sessionId, cookies });
  const cut = (passwords: boolean, owner = agent as { id: string; email: string; role: string }) =>
    disconnect(it.db, { owner, issuer: it.liar.issuer, passwords, now: at() });
  expect(await cut(false)).toBe("last_way");
  expect(await connectedSince(it.db, it.adaId, it.liar.issuer)).not.toBeNull();
  expect(await cut(true)).toBe("disconnected");
  expect(await connectedSince(it.db, it.adaId, it.liar.issuer)).toBeNull();
  await it.goRound(asBo);
  const bo = await it.db.selectFrom("user").selectAll().where("email", "=", asBo.email).executeTakeFirstOrThrow();
  expect(await cut(true, bo)).toBe("last_way");
  expect((await toldBy(it)).slice(2, 4)).toEqual([
    "admin own.disconnect_sso denied last_way",
    "admin own.disconnect_sso done",
  ]);
});

test("a recovered account is connected with nobody any more, nor is one whose new-password link was used", async () => {
  const it = await openConsole();
  const link = async (sub: string) => {
    const { agent, cookies } = await enter(it);
    const asked = { purpose: "link", sessionId: agent.sessionId, cookies } as const;
    expect(await it.goRound({ ...asBo, sub }, asked)).toMatchObject({ ok: true });
  };
  await link("eve-1");
  const made = await recoverAccount(it.place, "ada@acme.test", at());
  expect(made).toMatchObject({ ok: true, disconnected: true });
  expect(await it.db.selectFrom("session").select("id").execute()).toEqual([]);
  expect(await connectedSince(it.db, it.adaId, it.liar.issuer)).toBeNull();
  await link("eve-2");
  const fields = { token: made.ok ? made.token : "", password: "another long horse staple" };
  expect(await setNewPassword({ ...it.place, ssoOnly: false }, { fields, now: at() })).toEqual({ ok: true });
  expect(await connectedSince(it.db, it.adaId, it.liar.issuer)).toBeNull();
  const events = it.db.selectFrom("audit_event").select(["action", "detail"]);
  expect((await events.where("detail", "like", "%disconnected%").execute()).map(({ action }) => action)).toEqual([
    "account.new_password",
    "account.set_password",
  ]);
});

test("who may use a password for a day replaces who they were at the provider", async () => {
  const it = await openConsole();
  const { agent, cookies } = await enter(it);
  const link = { purpose: "link", sessionId: agent.sessionId, cookies } as const;
  await it.goRound(asAda, link);
  expect(await it.goRound({ ...asAda, sub: "ada-new" }, link)).toMatchObject({ code: "sso_connected" });
  await it.db.transaction().execute((trx) => allowPassword(trx, it.adaId, at()));
  expect(await it.goRound({ ...asAda, sub: "ada-new" }, link)).toMatchObject({ ok: true });
  expect(
    await it.db.selectFrom("sso_identity").select("subject").where("issuer", "not like", "former %").execute(),
  ).toEqual([{ subject: "ada-new" }]);
});

test("a recovered account may use its password for a day where nobody else may", async () => {
  const it = await openConsole();
  expect(await whoMayUsePasswords(it.db, at())).toEqual([]);
  for (const _twice of [1, 2]) await recoverAccount(it.place, "ada@acme.test", at());
  expect(await whoMayUsePasswords(it.db, at())).toEqual(["ada@acme.test"]);
  expect(await whoMayUsePasswords(it.db, new Date(Date.now() + 25 * 3600_000))).toEqual([]);
});

test("confirming at the provider gives the session a new token, for the same person and a fresh sign-in alone", async () => {
  const it = await openConsole();
  const { agent, cookies } = await enter(it);
  await it.goRound(asAda, { purpose: "link", sessionId: agent.sessionId, cookies });
  const confirm = { purpose: "confirm", sessionId: agent.sessionId, cookies } as const;
  const hourAgo = Math.floor(Date.now() / 1000) - 3600;
  expect(await it.goRound({ ...asAda, auth_time: hourAgo }, confirm)).toMatchObject({ ok: false, code: "sso_stale" });
  expect(await it.goRound(asBo, confirm)).toMatchObject({ ok: false, code: "sso_other" });
  expect(await sessionOf(it, cookies)).toMatchObject({ confirmedAt: agent.confirmedAt });
  const back = await it.goRound(asAda, confirm);
  if (!back.ok || !back.cookie) throw new Error("Nothing was confirmed.");
  expect(await sessionOf(it, cookies)).toBeNull();
  const renewed = await sessionOf(it, back.cookie.split(";")[0] ?? "");
  expect(renewed).toMatchObject({ id: it.adaId, sessionId: agent.sessionId });
  expect(Date.parse(renewed?.confirmedAt ?? "")).toBeGreaterThan(Date.parse(agent.confirmedAt));
  expect((await toldBy(it)).slice(2)).toEqual([
    "stranger own.confirm denied sso_stale",
    "stranger own.confirm denied sso_other",
  ]);
});

test("the practice accounts, which everybody uses, are connected with nobody", async () => {
  const it = await openConsole();
  const [vera] = practiceAgents;
  if (!vera) throw new Error("There is no practice agent.");
  const asked = { owner: vera, issuer: it.liar.issuer, subject: "x", now: at() };
  expect(await connect(it.db, asked)).toEqual({ ok: false, code: "sso_shared" });
});

test("with nobody there yet, only the set-up link makes an admin, once", async () => {
  const it = await openConsole();
  await it.db.deleteFrom("user").execute();
  expect(await it.goRound(asBo)).toMatchObject({ ok: false, code: "sso_unclaimed" });
  const token = await mintSetUpToken(it.db, at());
  expect(await it.goRound(asBo, { purpose: "set_up", carried: "guessed" })).toMatchObject({ code: "sso_link" });
  const made = await it.goRound(asBo, { purpose: "set_up", carried: token });
  if (!made.ok || !made.opened) throw new Error("Nobody was made.");
  expect(await sessionOf(it, cookiesOf(made.opened))).toMatchObject({ email: asBo.email, role: "admin" });
  expect(await it.goRound(asAda, { purpose: "set_up", carried: token })).toMatchObject({ code: "sso_link" });
  expect((await it.db.selectFrom("user").select("id").execute()).length).toBe(1);
  expect((await toldBy(it)).at(2)).toBe("admin account.set_up done");
});

test("the set-up link makes an admin also of who practised with the same identity under another e-mail", async () => {
  const it = await openConsole({ mode: "practice", defaultRole: "admin" });
  await it.db.deleteFrom("user").execute();
  expect(await it.goRound(asAda)).toMatchObject({ ok: true });
  const live = { ...it.place, mode: "live" as const };
  const carried = await mintSetUpToken(it.db, at());
  const { url, cookie } = await it.begin({ purpose: "set_up", carried }, live);
  it.liar.lies.claims = { ...asAda, email: "ada.new@acme.test" };
  const back = await comeBack(live, { url: it.liar.answer(url), headers: new Headers({ cookie }), now: at() });
  expect(back).toMatchObject({ ok: true });
  const made = it.db.selectFrom("user").select("role").where("email", "=", "ada.new@acme.test");
  expect(await made.execute()).toEqual([{ role: "admin" }]);
});
