import { describe, expect, test } from "vitest";
import { addAgent, openTestAuth, withCookies } from "./auth.fixture";
import { signInToPractice } from "./practice";
import { practiceAgents } from "./practice-agents";
import { endSession, IDLE_MS, readSession } from "./read-session";

const MINUTE = 60_000;
const later = (ms: number) => ({ now: new Date(Date.now() + ms), mode: "practice" as const });

describe("a session", () => {
  const open = async () => {
    const { auth, db } = await openTestAuth();
    return { auth, db, headers: withCookies(await signInToPractice(auth, "lead", new Headers())) };
  };

  test("names the agent and the role", async () => {
    const { auth, headers } = await open();
    const lena = { id: "practice-lena", name: "Lena", email: "lena@practice.example", role: "lead" };
    expect(await readSession(auth, headers, later(0))).toEqual({
      ...lena,
      sessionId: expect.any(String),
      confirmedAt: expect.any(String),
      factor: "off",
    });
  });

  test("lives while it is used, ends for good after 30 idle minutes", async () => {
    const { auth, headers } = await open();
    expect(await readSession(auth, headers, later(29 * MINUTE))).not.toBeNull();
    expect(await readSession(auth, headers, later(58 * MINUTE))).not.toBeNull();
    expect(await readSession(auth, headers, later(58 * MINUTE + IDLE_MS + 1))).toBeNull();
    expect(await readSession(auth, headers, later(58 * MINUTE))).toBeNull();
  });

  test("ends after ten hours however busy it was", async () => {
    const { auth, headers } = await open();
    for (let minute = 20; minute < 600; minute += 20) {
      expect(await readSession(auth, headers, later(minute * MINUTE))).not.toBeNull();
    }
    expect(await readSession(auth, headers, later(600 * MINUTE + 1000))).toBeNull();
  });

  test("a cookie that was not signed here opens nothing", async () => {
    const { auth, headers } = await open();
    const signed = headers.get("cookie") ?? "";
    const forged = [
      "",
      "console_session=",
      "console_session=%",
      "console_session=a.b",
      signed.slice(0, -4),
      `${signed}%zz`,
    ];
    forged.push(signed.replace(/\.[^.]*$/, ""), signed.replace(/=./, "=_"));
    for (const cookie of forged) expect(await readSession(auth, new Headers({ cookie }), later(0)), cookie).toBeNull();
    expect(await readSession(auth, headers, later(0))).not.toBeNull();
  });

  test("ends at sign-out, for every copy of its cookie", async () => {
    const { auth, headers } = await open();
    await endSession(auth, headers);
    expect(await readSession(auth, headers, later(0))).toBeNull();
  });

  test("a role that was changed counts at once", async () => {
    const { auth, headers } = await open();
    const { internalAdapter } = await auth.$context;
    await internalAdapter.updateUser("practice-lena", { role: "viewer" });
    expect(await readSession(auth, headers, later(0))).toMatchObject({ role: "viewer" });
    await internalAdapter.updateUser("practice-lena", { role: "owner" });
    expect(await readSession(auth, headers, later(0))).toBeNull();
  });

  test("two first clicks at once make one account", async () => {
    const { auth, db } = await openTestAuth();
    const answers = await Promise.all([1, 2, 3].map(() => signInToPractice(auth, "agent", new Headers())));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(await db.selectFrom("user").select("email").execute()).toEqual([{ email: "alex@practice.example" }]);
  });
});

test("a changed or invented cookie is nobody", async () => {
  const { auth } = await openTestAuth();
  const headers = withCookies(await signInToPractice(auth, "admin", new Headers()));
  const cookie = headers.get("cookie") ?? "";
  for (const forged of [cookie.replace(/=./, "=!"), cookie.slice(0, -4), "console_session=abc", "console_session="]) {
    expect(await readSession(auth, new Headers({ cookie: forged }), later(0))).toBeNull();
  }
});

test("a practice session is nobody once the console is live", async () => {
  const { auth } = await openTestAuth();
  const headers = withCookies(await signInToPractice(auth, "admin", new Headers()));
  expect(await readSession(auth, headers, { now: new Date(), mode: "live" })).toBeNull();
});

test("a practice agent has no password to guess, a live agent keeps the role given", async () => {
  const { auth, db } = await openTestAuth();
  for (const { role } of practiceAgents) await signInToPractice(auth, role, new Headers());
  await addAgent(auth, { email: "bo@acme.test", password: "correct horse battery" });
  const rows = await db.selectFrom("user").select(["email", "role"]).orderBy("email").execute();
  expect(rows.map(({ role }) => role)).toEqual(["admin", "agent", "auditor", "agent", "lead", "viewer"]);
  const { adapter } = await auth.$context;
  expect(await adapter.count({ model: "account" })).toBe(1);
});

test("over https the cookie is bound to this host, http only and secure", async () => {
  const { auth } = await openTestAuth({ url: "https://support.acme.test" });
  const [cookie] = (await signInToPractice(auth, "admin", new Headers())).headers.getSetCookie();
  expect(cookie).toMatch(/^__Host-console_session=[^;]+; Max-Age=36000; Path=\/; HttpOnly; Secure; SameSite=Lax$/);
});
