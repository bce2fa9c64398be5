import { describe, expect, test } from "vitest";
import { addAgent, openTestAuth, publicUrl, secret, withCookies } from "./auth.fixture";
import { signInToPractice } from "./practice";
import { readSession } from "./read-session";
import { signIn } from "./sign-in";
import { changeRole, disableAccount, enableAccount, listAccounts } from "./team";
import { createThrottle } from "./throttle";

const now = new Date("2026-03-14T09:30:00.000Z");
const password = "correct horse battery";

/** Two admins, Ada and Una, and Zoë, a lead who is signed in. */
async function openTeam() {
  const { auth, db } = await openTestAuth();
  const add = (name: string, role: string) => addAgent(auth, { email: `${name}@acme.test`, password, role });
  const [ada, una, zoe] = [await add("ada", "admin"), await add("una", "admin"), await add("zoe", "lead")];
  const place = { db, mode: "live" as const };
  const knock = () =>
    signIn(
      auth,
      { email: "zoe@acme.test", password, headers: new Headers(), now: 0 },
      { secret, publicUrl, throttle: createThrottle({ capacity: 3, refillMs: 1000, maxKeys: 10 }) },
    );
  const session = async () => {
    const answer = await knock();
    if (!answer.ok) throw new Error(answer.error);
    return withCookies(answer.response);
  };
  const who = (headers: Headers) => readSession(auth, headers, { now: new Date(), mode: "live" });
  const roleOf = async (id: string) => (await listAccounts(place)).find((account) => account.id === id)?.role;
  return { auth, db, place, ada, una, zoe, knock, session, who, roleOf };
}

describe("the team", () => {
  test("is listed with role, since when, last seen and who decided", async () => {
    const { place, ada, zoe, session } = await openTeam();
    await session();
    await changeRole(place, { by: ada, id: zoe, now, seen: "lead", role: "agent" });
    const listed = await listAccounts(place);
    expect(listed.map(({ email, role, changedBy }) => [email, role, changedBy])).toEqual([
      ["ada@acme.test", "admin", null],
      ["una@acme.test", "admin", null],
      ["zoe@acme.test", "agent", "Bo"],
    ]);
    const recent = expect.stringMatching(/^20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    expect(listed[2]).toMatchObject({ since: recent, lastSeenAt: recent, disabledAt: null, oneClick: false });
    expect(listed[0]).toMatchObject({ lastSeenAt: null });
  });

  test("a new role counts in a session that is open", async () => {
    const { place, ada, zoe, session, who } = await openTeam();
    const open = await session();
    expect(await changeRole(place, { by: ada, id: zoe, now, seen: "lead", role: "viewer" })).toEqual({ ok: true });
    expect(await who(open)).toMatchObject({ role: "viewer" });
  });

  test("disabling ends every session at once and for good, enabling lets sign in anew", async () => {
    const { place, ada, zoe, knock, session, who } = await openTeam();
    const open = [await session(), await session()];
    expect(await disableAccount(place, { by: ada, id: zoe, now })).toEqual({ ok: true });
    for (const headers of open) expect(await who(headers)).toBeNull();
    expect(await knock()).toEqual({ ok: false, error: "disabled" });
    expect(await listAccounts(place)).toMatchObject([{}, {}, { disabledAt: now.toISOString(), changedBy: "Bo" }]);

    expect(await enableAccount(place, { by: ada, id: zoe, now })).toEqual({ ok: true });
    for (const headers of open) expect(await who(headers)).toBeNull();
    expect(await who(await session())).toMatchObject({ role: "lead" });
  });

  test("of two admins who act on each other at once, one stays an admin", async () => {
    const { db, place, ada, una, roleOf } = await openTeam();
    const demote = (by: string, id: string) => changeRole(place, { by, id, now, seen: "admin", role: "lead" });
    for (let round = 0; round < 10; round += 1) {
      const answers = await Promise.all([demote(ada, una), demote(una, ada)]);
      expect(answers.map(({ ok }) => ok).sort()).toEqual([false, true]);
      expect(answers.find(({ ok }) => !ok)).toMatchObject({ code: "forbidden" });
      expect([await roleOf(ada), await roleOf(una)].sort()).toEqual(["admin", "lead"]);
      await db.updateTable("user").set({ role: "admin" }).where("id", "in", [ada, una]).execute();
    }
  });
});

test("a disabled account is told so only by the right password", async () => {
  const { auth, place, ada, zoe } = await openTeam();
  await disableAccount(place, { by: ada, id: zoe, now });
  const config = { secret, publicUrl, throttle: createThrottle({ capacity: 3, refillMs: 1000, maxKeys: 10 }) };
  const guess = { email: "zoe@acme.test", password: "wrong horse battery", headers: new Headers(), now: 0 };
  expect(await signIn(auth, guess, config)).toEqual({ ok: false, error: "refused" });
});

test("a session that outlived the disabling is nobody", async () => {
  const { db, zoe, session, who } = await openTeam();
  const open = await session();
  await db.updateTable("user").set({ disabledAt: now.toISOString() }).where("id", "=", zoe).execute();
  expect(await who(open)).toBeNull();
});

test("nobody changes or disables themselves, so an admin always stays", async () => {
  const { place, ada } = await openTeam();
  const self = { by: ada, id: ada, now };
  const refused = { ok: false, code: "fixed", message: "Nobody changes their own account. Ask another admin." };
  expect(await changeRole(place, { ...self, seen: "admin", role: "lead" })).toEqual(refused);
  expect(await disableAccount(place, self)).toEqual(refused);
  expect(await enableAccount(place, self)).toEqual(refused);
});

test("who may no longer manage the team changes nothing, whatever their session said a moment ago", async () => {
  const { place, ada, una, zoe, roleOf } = await openTeam();
  await disableAccount(place, { by: ada, id: una, now });
  for (const by of [una, zoe, "nobody"]) {
    const answer = await changeRole(place, { by, id: ada, now, seen: "admin", role: "viewer" });
    expect(answer).toMatchObject({ ok: false, code: "forbidden" });
  }
  expect(await roleOf(ada)).toBe("admin");
});

test("a role that somebody else changed meanwhile is not overwritten", async () => {
  const { place, ada, una, zoe, roleOf } = await openTeam();
  await changeRole(place, { by: una, id: zoe, now, seen: "lead", role: "viewer" });
  expect(await changeRole(place, { by: ada, id: zoe, now, seen: "lead", role: "agent" })).toEqual({
    ok: false,
    code: "changed_since",
    message: "Somebody else changed this account: it is a viewer. Look again, then decide.",
  });
  expect(await roleOf(zoe)).toBe("viewer");
});

test("a role that was given already can be given again, by who has not seen it yet, and stays whose it was", async () => {
  const { place, ada, una, zoe, roleOf } = await openTeam();
  const again = { id: zoe, now, seen: "lead", role: "viewer" } as const;
  expect(await changeRole(place, { ...again, by: una })).toEqual({ ok: true });
  expect(await changeRole(place, { ...again, by: una })).toEqual({ ok: true });
  const [first, second] = [await listAccounts(place), await changeRole(place, { ...again, by: ada })];
  expect(second).toEqual({ ok: true });
  expect(await listAccounts(place)).toEqual(first);
  expect(await roleOf(zoe)).toBe("viewer");
});

test("the practice accounts stay as they are, and a practice console neither shows nor changes live accounts", async () => {
  const { auth, db, place, ada, zoe } = await openTeam();
  for (const role of ["viewer", "admin"] as const) await signInToPractice(auth, role, new Headers());
  const practice = { db, mode: "practice" as const };
  expect((await listAccounts(practice)).map(({ name }) => name)).toEqual(["Adam", "Vera"]);
  expect((await listAccounts(place)).map(({ email }) => email)).not.toContain("vera@practice.example");
  const by = { by: "practice-adam", now };
  const change = { ...by, seen: "viewer", role: "lead" as const };
  expect(await changeRole(practice, { ...change, id: "practice-vera" })).toMatchObject({ ok: false, code: "fixed" });
  expect(await disableAccount(practice, { ...by, id: zoe })).toMatchObject({ ok: false, code: "no_such_account" });
  const live = { by: ada, now, id: "practice-vera" };
  expect(await disableAccount(place, live)).toMatchObject({ ok: false, code: "no_such_account" });
});
