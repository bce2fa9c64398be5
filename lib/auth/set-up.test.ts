import { expect, onTestFinished, test, vi } from "vitest";
import { fillUp, makeRoom } from "@/lib/db/full.fixture";
import { openTestAuth, publicUrl, secret, withCookies } from "./auth.fixture";
import { signInToPractice } from "./practice";
import { readSession } from "./read-session";
import { setUp } from "./set-up";
import { isSetUpToken, isUnclaimed, mintSetUpToken } from "./set-up-token";
import { signIn } from "./sign-in";
import { createThrottle } from "./throttle";

const now = new Date("2026-03-14T09:30:00.000Z");
const hours = (count: number) => new Date(now.getTime() + count * 3600_000);
const admin = { name: "Ada", email: "Ada@acme.test", password: "correct horse battery" };

async function openNew() {
  const { auth, db } = await openTestAuth();
  const token = await mintSetUpToken(db, now);
  const use = (fields: Record<string, string>, at = now) =>
    setUp({ auth, db }, { fields, headers: new Headers(), now: at });
  return { auth, db, token, use };
}

test("the link makes the first admin, signed in and able to sign in again", async () => {
  const { auth, token, use } = await openNew();
  const done = await use({ ...admin, token });
  if (!done.ok) throw new Error(done.error);
  const headers = withCookies(done.response);
  expect(await readSession(auth, headers, { now: new Date(), mode: "live" })).toMatchObject({
    name: "Ada",
    email: "ada@acme.test",
    role: "admin",
  });
  const throttle = createThrottle({ capacity: 3, refillMs: 1000, maxKeys: 10 });
  const again = { email: admin.email, password: admin.password, headers: new Headers(), now: 0 };
  expect(await signIn(auth, again, { secret, publicUrl, throttle })).toMatchObject({ ok: true });

  const spent = createThrottle({ capacity: 1, refillMs: 1000, maxKeys: 10 });
  const knock = (more: Partial<typeof again>) =>
    signIn(auth, { ...again, ...more }, { secret, publicUrl, throttle: spent });
  await knock({ password: "a guess of a stranger" });
  expect(await knock({})).toEqual({ ok: false, error: "wait" });
  expect(await knock({ headers }), "the browser of the set-up is known").toMatchObject({ ok: true });
});

test("the link works once, also for two at the same time", async () => {
  const { db, token, use } = await openNew();
  const results = await Promise.all([use({ ...admin, token }), use({ ...admin, email: "eve@acme.test", token })]);
  expect(results.filter(({ ok }) => ok)).toHaveLength(1);
  expect(await use({ ...admin, email: "mal@acme.test", token })).toEqual({ ok: false, error: "gone" });
  expect(await db.selectFrom("user").select("id").execute()).toHaveLength(1);
  expect(await isSetUpToken(db, token, now)).toBe(false);
});

test("the link dies after 24 hours, and when a newer one is printed", async () => {
  const { db, token } = await openNew();
  expect(await isSetUpToken(db, token, hours(23.9))).toBe(true);
  expect(await isSetUpToken(db, token, hours(24))).toBe(false);
  const newer = await mintSetUpToken(db, now);
  expect(await isSetUpToken(db, token, now)).toBe(false);
  expect(await isSetUpToken(db, newer, now)).toBe(true);
});

test("fields that need another look do not use up the link", async () => {
  const { db, token, use } = await openNew();
  const wrong: Record<string, string>[] = [
    { name: " " },
    { email: "ada" },
    { password: "eleven char" },
    { password: "" },
  ];
  for (const change of wrong) {
    expect(await use({ ...admin, token, ...change })).toEqual({ ok: false, error: "invalid" });
  }
  expect(await isSetUpToken(db, token, now)).toBe(true);
});

test("a password that is easy to guess does not use up the link", async () => {
  const { db, token, use } = await openNew();
  for (const password of ["password1234", "ada-acme-test"])
    expect(await use({ ...admin, token, password })).toEqual({ ok: false, error: "common" });
  expect(await isSetUpToken(db, token, now)).toBe(true);
});

test("an account whose record cannot be written is not made, also when nobody can take it away, and the link works again", async () => {
  const { auth, db, token, use } = await openNew();
  const { internalAdapter } = await auth.$context;
  const killed = vi.spyOn(internalAdapter, "deleteUser").mockRejectedValue(new Error("killed"));
  onTestFinished(() => killed.mockRestore());
  await fillUp(db, "insert on audit_event");
  await expect(use({ ...admin, token })).rejects.toThrow("disk is full");
  expect(await db.selectFrom("user").select("id").execute()).toEqual([]);
  expect(await db.selectFrom("account").select("id").execute()).toEqual([]);
  expect(await isUnclaimed(db)).toBe(true);
  await makeRoom(db);
  expect(await use({ ...admin, token })).toMatchObject({ ok: true });
});

test("a guessed or empty token opens nothing", async () => {
  const { db, use } = await openNew();
  for (const token of ["", "x", "a".repeat(43)]) {
    expect(await use({ ...admin, token })).toEqual({ ok: false, error: "gone" });
  }
  expect(await isUnclaimed(db)).toBe(true);
});

test("the database holds no token that could be used", async () => {
  const { db, token } = await openNew();
  expect(JSON.stringify(await db.selectFrom("setting").selectAll().execute())).not.toContain(token);
});

test("practice accounts do not count as somebody", async () => {
  const { auth, db, token, use } = await openNew();
  for (const role of ["viewer", "agent", "lead", "admin"] as const) await signInToPractice(auth, role, new Headers());
  expect(await isUnclaimed(db)).toBe(true);
  expect(await use({ ...admin, token })).toMatchObject({ ok: true });
  expect(await isUnclaimed(db)).toBe(false);
});
