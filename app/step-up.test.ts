import { expect, test, vi } from "vitest";
import type { openTestDatabase } from "@/lib/db/database.fixture";
import type { Schema } from "@/lib/db/schema";

const request = vi.hoisted(() => ({ headers: new Headers() }));
vi.mock("next/headers", () => ({ headers: async () => request.headers }));
vi.mock("next/navigation", () => ({ redirect: vi.fn() }));
const { openTestConsole, withCookies } = await import("@/lib/auth/auth.fixture");
const { createAccount } = await import("@/lib/auth/create-account");
const { openFirstSession } = await import("@/lib/auth/first-session");
const { signInToPractice } = await import("@/lib/auth/practice");
const { readSession } = await import("@/lib/auth/read-session");
const { CONFIRM_MS } = await import("@/lib/auth/step-up");
const { POST } = await import("./api/own/confirm/route");
const team = await import("./(console)/team/actions");
const account = await import("./(console)/account/actions");

const password = "correct horse battery";
const confirmFirst = { ok: false, error: { outcome: "not_sent", code: "confirm_first" } };

/** Ada, an admin with a password, or Adam of practice mode, has just signed in here; Zoë, a viewer, is a colleague. */
async function arrive(as: "ada" | "adam") {
  const { auth, db } = await openTestConsole();
  const place = { auth, db, mode: "practice" as const };
  const add = (name: string, role: "admin" | "viewer") =>
    createAccount(place, { name, email: `${name}@acme.test`, role, password, createdBy: "console" });
  const [ada, zoe] = [await add("ada", "admin"), await add("zoe", "viewer")];
  const entered =
    as === "ada"
      ? await openFirstSession(auth, { userId: ada, email: "ada@acme.test", headers: new Headers() })
      : await signInToPractice(auth, "admin", new Headers());
  const cookies = withCookies(entered);
  request.headers = new Headers([...cookies, ["origin", "http://127.0.0.1:3000"]]);
  const who = (headers: Headers) => readSession(auth, headers, { now: new Date(), mode: "practice" });
  return { db, auth, ada, zoe, cookies, who };
}

const passTime = (ms: number) => vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + ms });

const confirm = (body: unknown, headers: Headers = request.headers) => {
  request.headers = headers;
  const sent = new Request("http://127.0.0.1:3000/api/own/confirm", {
    method: "POST",
    headers,
    body: JSON.stringify(body),
  });
  return POST(sent, { params: Promise.resolve(undefined) as never });
};
const codeOf = async (answer: Response) => (await answer.json()).error?.code;

/** As the browser does with the cookie that came back. */
function takeCookie(answer: Response): Headers {
  request.headers = new Headers([...withCookies(answer), ["origin", "http://127.0.0.1:3000"]]);
  return request.headers;
}

const dump = async (db: Awaited<ReturnType<typeof openTestDatabase>>) => {
  const tables: (keyof Schema)[] = ["user", "invitation", "password_link"];
  return JSON.stringify(await Promise.all(tables.map((table) => db.selectFrom(table).selectAll().execute())));
};

const asks = (zoe: string) => [
  () => team.inviteAgent({ email: "una@acme.test", name: "", role: "admin" }),
  () => team.changeAgentRole({ id: zoe, seen: "viewer", role: "admin" }),
  () => team.makeNewPasswordLink({ id: zoe }),
  () => team.disableAgent({ id: zoe }),
  () => team.enableAgent({ id: zoe }),
];

test("what changes who may do what is done within 5 minutes of the password, and refused after", async () => {
  const { db, zoe } = await arrive("ada");
  passTime(CONFIRM_MS - 10_000);
  expect(await team.changeAgentRole({ id: zoe, seen: "viewer", role: "agent" })).toMatchObject({ ok: true });
  passTime(20_000);
  const before = await dump(db);
  for (const ask of asks(zoe)) expect(await ask()).toMatchObject(confirmFirst);
  expect(await dump(db)).toBe(before);
});

test("taking away is never held up: ending sessions and taking back an invitation", async () => {
  const { zoe } = await arrive("ada");
  passTime(CONFIRM_MS + 10_000);
  expect(await team.endAgentSessions({ id: zoe, session: null })).toMatchObject({ ok: true });
  expect(await team.takeBackInvitation({ id: "x" })).toMatchObject({ error: { code: "gone" } });
});

test("the password opens it again, under a new token; the old one is dead for every copy", async () => {
  const { zoe, cookies, who } = await arrive("ada");
  passTime(CONFIRM_MS + 10_000);
  const answer = await confirm({ password });
  expect(answer.status).toBe(200);
  expect(answer.headers.getSetCookie()).toEqual([
    expect.stringMatching(/^console_session=[^;]+; Max-Age=356\d\d; Path=\/; HttpOnly; SameSite=Lax$/),
  ]);
  const fresh = takeCookie(answer);
  expect(await who(cookies)).toBeNull();
  expect(await who(fresh)).toMatchObject({ email: "ada@acme.test" });
  expect(await team.changeAgentRole({ id: zoe, seen: "viewer", role: "agent" })).toMatchObject({ ok: true });
  passTime(CONFIRM_MS + 10_000);
  expect(await team.disableAgent({ id: zoe })).toMatchObject(confirmFirst);
});

test("of two tabs that confirm at once neither signs the other out", async () => {
  const { cookies, who } = await arrive("ada");
  const answers = await Promise.all([confirm({ password }), confirm({ password })]);
  expect(answers.map(({ status }) => status)).toEqual([200, 200]);
  const fresh = answers.filter((answer) => answer.headers.getSetCookie().length > 0);
  expect(fresh).toHaveLength(1);
  expect(await who(cookies)).toBeNull();
  for (const answer of fresh) expect(await who(withCookies(answer))).toMatchObject({ email: "ada@acme.test" });
});

test("a wrong password, or none, opens nothing, and guessing is stopped", async () => {
  const { zoe, cookies, who } = await arrive("ada");
  passTime(CONFIRM_MS + 10_000);
  for (const typed of ["", null, "wrong horse battery", `${password} `, "x"]) {
    const answer = await confirm({ password: typed });
    expect([answer.status, await codeOf(answer), answer.headers.getSetCookie()]).toEqual([400, "wrong", []]);
  }
  expect(await codeOf(await confirm({ password }))).toBe("wait");
  expect(await codeOf(await confirm({ word: password }))).toBe("invalid_input");
  expect(await who(cookies)).not.toBeNull();
  expect(await team.disableAgent({ id: zoe })).toMatchObject(confirmFirst);
});

test("a password that was not theirs is recorded, also when it is to change it, and waiting once a minute", async () => {
  const { db } = await arrive("ada");
  for (const typed of ["x", null, "y", "z", "w", "v", "u"]) await confirm({ password: typed });
  for (const present of ["x", "y"]) await account.changeOwnPassword({ present, chosen: "a quiet lake in autumn" });
  const events = db.selectFrom("audit_event").selectAll().where("outcome", "=", "denied").orderBy("seq");
  const told = (await events.execute()).map(({ actor_role, action, detail }) => [actor_role, action, detail]);
  const of = (action: string, code: string) => ["admin", action, `{"code":"${code}"}`];
  expect(told).toEqual([
    ...Array.from({ length: 5 }, () => of("own.confirm", "wrong")),
    of("own.confirm", "wait"),
    of("own.change_password", "wait"),
  ]);
});

test("who ends their own sessions is recorded, when there were any", async () => {
  const { db, ada, auth } = await arrive("ada");
  const opened = await openFirstSession(auth, { userId: ada, email: "ada@acme.test", headers: new Headers() });
  expect(opened.headers.getSetCookie()).not.toEqual([]);
  for (const ended of [1, 0])
    expect(await account.endOwnSessions({ session: null })).toEqual({ ok: true, data: { ended } });
  const events = await db.selectFrom("audit_event").selectAll().where("action", "=", "own.end_sessions").execute();
  expect(events).toMatchObject([{ actor_id: ada, target_id: ada, outcome: "done", detail: '{"ended":1}' }]);
});

test("nobody, and nobody's page, confirms anything", async () => {
  const { cookies } = await arrive("ada");
  const origin = "http://127.0.0.1:3000";
  expect((await confirm({ password }, new Headers({ origin }))).status).toBe(401);
  expect((await confirm({ password }, new Headers([...cookies, ["origin", "https://evil.example"]]))).status).toBe(403);
});

test("a practice account has no password: one press is enough, and it is asked for all the same", async () => {
  const { zoe } = await arrive("adam");
  passTime(CONFIRM_MS + 10_000);
  expect(await team.disableAgent({ id: zoe })).toMatchObject(confirmFirst);
  takeCookie(await confirm({ password: null }));
  expect(await team.disableAgent({ id: zoe })).toMatchObject({ ok: true });
});
