import { hashPassword } from "better-auth/crypto";
import { expect, test, vi } from "vitest";
import { database, openTestDatabase } from "@/lib/db/database.fixture";
import { createAuth } from "./auth";
import { addAgent, openTestAuth, publicUrl, secret } from "./auth.fixture";
import { createPasswordHasher } from "./password-hash";
import { signIn } from "./sign-in";
import { createThrottle } from "./throttle";

const password = "correct horse battery";
const email = "bo@acme.test";

test("a password is stored as OWASP asks: scrypt, N = 2^17, r = 8, p = 1, a salt of its own", async () => {
  const db = await openTestDatabase();
  const auth = createAuth({ db, type: database.type, secret, publicUrl, mode: "live" });
  const ids = [await addAgent(auth, { email, password }), await addAgent(auth, { email: "eve@acme.test", password })];
  expect(ids).toHaveLength(2);
  const stored = await db.selectFrom("account").select("password").execute();
  for (const { password: hash } of stored) {
    expect(hash).toMatch(/^\$scrypt\$ln=17,r=8,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{86}$/);
  }
  expect(stored[0]?.password).not.toBe(stored[1]?.password);
});

test("a password counts exactly, to its last character, in whichever way its letters were composed", async () => {
  const { hash, verify } = createPasswordHasher(8, async () => {});
  const stored = await hash(`${password}é`);
  expect(await verify({ hash: stored, password: `${password}e\u0301` })).toBe(true);
  const wrong = [password, ` ${password}é`, `${password}é `, `${password.toUpperCase()}É`, `${password}éé`, ""];
  for (const typed of wrong) expect([typed, await verify({ hash: stored, password: typed })]).toEqual([typed, false]);
  const long = await hash(`${"x".repeat(127)}y`);
  expect(await verify({ hash: long, password: "x".repeat(128) })).toBe(false);
});

test("what is no hash of ours lets nobody in", async () => {
  const onStale = vi.fn();
  const { verify } = createPasswordHasher(8, onStale);
  for (const hash of [
    "",
    ":",
    "a:",
    "$scrypt$",
    "$scrypt$ln=8,r=8,p=1$$",
    "$argon2id$v=19$m=19456,t=2,p=1$YQ$YQ",
    password,
  ]) {
    expect([hash, await verify({ hash, password })]).toEqual([hash, false]);
  }
  expect(onStale).not.toHaveBeenCalled();
});

test("a hash of before still lets in, and is a better one from then on", async () => {
  const { auth, db } = await openTestAuth();
  await addAgent(auth, { email, password });
  const old = await hashPassword(password);
  await db.updateTable("account").set({ password: old }).execute();
  const config = { secret, publicUrl, throttle: createThrottle({ capacity: 9, refillMs: 1000, maxKeys: 9 }) };
  const knock = (typed: string) => signIn(auth, { email, password: typed, headers: new Headers(), now: 0 }, config);
  const stored = async () => (await db.selectFrom("account").select("password").executeTakeFirst())?.password;

  expect(await knock("wrong horse battery")).toMatchObject({ error: "refused" });
  expect(await stored()).toBe(old);
  expect(await knock(password)).toMatchObject({ ok: true });
  expect(await stored()).toMatch(/^\$scrypt\$ln=10,/);
  expect(await knock(password)).toMatchObject({ ok: true });
  expect(await knock("wrong horse battery")).toMatchObject({ error: "refused" });
});

test("an unknown account costs as much as a wrong password", async () => {
  const { auth } = await openTestAuth();
  await addAgent(auth, { email, password });
  const { password: passwords } = await auth.$context;
  const [hash, verify] = [vi.spyOn(passwords, "hash"), vi.spyOn(passwords, "verify")];
  const config = { secret, publicUrl, throttle: createThrottle({ capacity: 9, refillMs: 1000, maxKeys: 9 }) };
  const knock = (who: string) =>
    signIn(auth, { email: who, password: "wrong horse battery", headers: new Headers(), now: 0 }, config);
  await knock(email);
  expect([hash.mock.calls.length, verify.mock.calls.length]).toEqual([0, 1]);
  await knock("nobody@acme.test");
  expect([hash.mock.calls.length, verify.mock.calls.length]).toEqual([1, 1]);
});
