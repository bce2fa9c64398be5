import { sql } from "kysely";
import { describe, expect, test } from "vitest";
import { createAccount } from "./create-account";
import { changePassword } from "./new-password";
import { chosen, now, old, openTeam } from "./password.fixture";
import { findPasswordLink, makePasswordLink, recoverAccount } from "./password-links";
import { signInToPractice } from "./practice";
import { changeRole, disableAccount, enableAccount } from "./team";

const hours = (count: number) => new Date(now.getTime() + count * 3600_000);

describe("a new-password link", () => {
  test("sets the password, ends every session, and opens none", async () => {
    const { db, make, use, knock, enter, who } = await openTeam();
    const open = await enter(old);
    const token = await make();
    expect(await who(open)).not.toBeNull();
    expect(await use(token)).toEqual({ ok: true });
    expect(await who(open)).toBeNull();
    expect(await db.selectFrom("session").select("id").execute()).toEqual([]);
    expect(await knock(old)).toEqual({ ok: false, error: "refused" });
    expect(await who(await enter(chosen))).toMatchObject({ email: "zoe@acme.test", role: "lead" });
  });

  test("gives a password to an account that was cut off before it had one, and to no other way of signing in", async () => {
    const { db, zoe, make, use, knock, enter, who } = await openTeam();
    await db.deleteFrom("account").where("userId", "=", zoe).execute();
    expect(await use(await make())).toEqual({ ok: true });
    expect(await who(await enter(chosen))).toMatchObject({ email: "zoe@acme.test", role: "lead" });

    await sql`update account set ${sql.ref("providerId")} = 'elsewhere', password = null`.execute(db);
    expect(await use(await make(), old)).toEqual({ ok: true });
    expect(await knock(old)).toEqual({ ok: false, error: "refused" });
  });

  test("works once, also for two at the same time", async () => {
    const { make, use } = await openTeam();
    const token = await make();
    const results = await Promise.all([use(token), use(token)]);
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await use(token)).toEqual({ ok: false, error: "gone" });
  });

  test("replaces the one that was made before", async () => {
    const { place, zoe, make, use } = await openTeam();
    const older = await make();
    const newer = await make();
    expect(await use(older)).toEqual({ ok: false, error: "gone" });
    expect(await findPasswordLink(place, newer, now)).toMatchObject({ id: zoe, email: "zoe@acme.test" });
  });
});

test("the link dies after 24 hours", async () => {
  const { make, use } = await openTeam();
  const token = await make();
  expect(await use(token, chosen, hours(24))).toEqual({ ok: false, error: "gone" });
  expect(await use(token, chosen, hours(23.9))).toEqual({ ok: true });
});

test("a password that needs another look does not use up the link", async () => {
  const { make, use } = await openTeam();
  const token = await make();
  for (const password of ["eleven char", "x".repeat(129), ""]) {
    expect(await use(token, password)).toEqual({ ok: false, error: "invalid" });
  }
  expect(await use(token)).toEqual({ ok: true });
});

test("a password that guessers try early is refused, and does not use up the link", async () => {
  const { auth, db, zoe, make, use, knock } = await openTeam();
  const token = await make();
  expect(await use(token, "passwordpassword")).toEqual({ ok: false, error: "common" });
  const own = { userId: zoe, name: "Zoë", email: "zoe@acme.test", sessionId: "", present: old, now };
  expect(await changePassword({ auth, db }, { ...own, chosen: "passwordpassword" })).toBe("common");
  expect(await knock(old)).toMatchObject({ ok: true });
  expect(await use(token)).toEqual({ ok: true });
});

test("a guess opens nothing, and the database holds no token that could be used", async () => {
  const { db, make, use } = await openTeam();
  const token = await make();
  for (const guess of ["", "x", "a".repeat(43), token.slice(1)]) {
    expect(await use(guess)).toEqual({ ok: false, error: "gone" });
  }
  expect(JSON.stringify(await db.selectFrom("password_link").selectAll().execute())).not.toContain(token);
});

test("only who may manage the team makes one, for somebody else, whose account is not disabled", async () => {
  const { place, ada, una, zoe } = await openTeam();
  const make = (by: string, id: string) => makePasswordLink(place, { by, id, now });
  expect(await make(zoe, ada)).toMatchObject({ ok: false, code: "forbidden" });
  expect(await make(ada, ada)).toMatchObject({ ok: false, code: "fixed" });
  expect(await make(ada, "nobody")).toMatchObject({ ok: false, code: "no_such_account" });
  await disableAccount(place, { by: una, id: zoe, now });
  expect(await make(ada, zoe)).toMatchObject({ ok: false, code: "disabled" });
});

test.each(["disabled", "demoted"])("an admin who was %s leaves no such link behind, for good", async (how) => {
  const { place, ada, una, make, use } = await openTeam();
  const token = await make();
  const by = { by: una, id: ada, now };
  if (how === "disabled") await disableAccount(place, by);
  else await changeRole(place, { ...by, seen: "admin", role: "lead" });
  expect(await use(token)).toEqual({ ok: false, error: "gone" });
  if (how === "disabled") await enableAccount(place, by);
  else await changeRole(place, { ...by, seen: "lead", role: "admin" });
  expect(await use(token)).toEqual({ ok: false, error: "gone" });
});

test("an account that was disabled meanwhile is not entered by it, also when enabled again", async () => {
  const { place, ada, zoe, make, use, knock } = await openTeam();
  const token = await make();
  const by = { by: ada, id: zoe, now };
  await disableAccount(place, by);
  expect(await use(token)).toEqual({ ok: false, error: "gone" });
  await enableAccount(place, by);
  expect(await use(token)).toEqual({ ok: false, error: "gone" });
  expect(await knock(old)).toMatchObject({ ok: true });
});

test("the command line makes one for the only admin, and for no account of the other mode", async () => {
  const { auth, db, place, ada, zoe, use } = await openTeam();
  await db.deleteFrom("user").where("id", "!=", ada).where("id", "!=", zoe).execute();
  const made = await recoverAccount(place, " ADA@acme.test ", now);
  if (!made.ok) throw new Error(made.message);
  expect(made.expiresAt).toBe(hours(24).toISOString());
  expect(await use(made.token)).toEqual({ ok: true });

  await signInToPractice(auth, "admin", new Headers());
  const person = { name: "Pia", email: "pia@acme.test", password: old, role: "viewer", createdBy: "console" } as const;
  await createAccount({ auth, db, mode: "practice" }, person);
  const practice = { db, mode: "practice" as const };
  for (const email of ["nobody@acme.test", "pia@acme.test", "adam@practice.example"]) {
    expect(await recoverAccount(place, email, now)).toMatchObject({ ok: false, code: "no_such_account" });
  }
  expect(await recoverAccount(practice, "adam@practice.example", now)).toMatchObject({ ok: false, code: "fixed" });
  expect(await recoverAccount(practice, "ada@acme.test", now)).toMatchObject({ ok: false, code: "no_such_account" });
  expect(await recoverAccount(practice, "pia@acme.test", now)).toMatchObject({ ok: true });
});
