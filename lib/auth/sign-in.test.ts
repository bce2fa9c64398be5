import { expect, test, vi } from "vitest";
import { addAgent, openTestAuth, publicUrl, secret, withCookies } from "./auth.fixture";
import { isSigned, mintDeviceCookie, readCookie, sessionCookieName } from "./cookies";
import { createAccount } from "./create-account";
import { findPassword } from "./held-password";
import { readSession } from "./read-session";
import { signIn } from "./sign-in";
import { createThrottle } from "./throttle";

const bo = { email: "bo@acme.test", password: "correct horse battery" };
const now = 1_773_480_600_000;

async function openDoor() {
  const { auth } = await openTestAuth();
  await addAgent(auth, bo);
  const config = { secret, publicUrl, throttle: createThrottle({ capacity: 3, refillMs: 1000, maxKeys: 100 }) };
  const knock = (email: string, password: string, headers = new Headers()) =>
    signIn(auth, { email, password, headers, now }, config);
  return { auth, knock };
}

test("the right password opens a session, whatever the case of the e-mail", async () => {
  const { auth, knock } = await openDoor();
  const answer = await knock(" Bo@ACME.test ", bo.password);
  if (!answer.ok) throw new Error(answer.error);
  const headers = withCookies(answer.response);
  expect(await readSession(auth, headers, { now: new Date(), mode: "live" })).toMatchObject({
    email: bo.email,
    role: "agent",
  });
  const cookie = readCookie(headers, sessionCookieName(publicUrl)) ?? "";
  expect(isSigned(decodeURIComponent(cookie), secret)).toBe(true);
  expect(isSigned(`x${decodeURIComponent(cookie)}`, secret)).toBe(false);
});

test("a wrong password and an unknown account get the same answer, without cookies", async () => {
  const { knock } = await openDoor();
  const refused = { ok: false, error: "refused" };
  expect(await knock(bo.email, "wrong horse battery")).toEqual(refused);
  expect(await knock("nobody@acme.test", bo.password)).toEqual(refused);
  expect(await knock("not an e-mail", bo.password)).toEqual(refused);
  expect(await knock(bo.email, "x".repeat(5000))).toEqual(refused);
});

test("guessing is stopped, even when one guess is right", async () => {
  const { knock } = await openDoor();
  for (const guess of ["a", "b", "c"]) await knock(bo.email, guess);
  expect(await knock(bo.email, bo.password)).toEqual({ ok: false, error: "wait" });
});

test("a stranger who guesses does not lock out a browser that has signed in before", async () => {
  const { knock } = await openDoor();
  const first = await knock(bo.email, bo.password);
  if (!first.ok) throw new Error(first.error);
  for (const guess of ["a", "b", "c", "d"]) await knock(bo.email, guess);
  expect(await knock(bo.email, bo.password)).toEqual({ ok: false, error: "wait" });
  expect(await knock(bo.email, bo.password, withCookies(first.response))).toMatchObject({ ok: true });
});

test("the device cookie of one account does not help to guess another", async () => {
  const { auth, knock } = await openDoor();
  await addAgent(auth, { email: "eve@acme.test", password: "eve knows her own" });
  const eve = await knock("eve@acme.test", "eve knows her own");
  if (!eve.ok) throw new Error(eve.error);
  for (const guess of ["a", "b", "c"]) await knock(bo.email, guess);
  expect(await knock(bo.email, bo.password, withCookies(eve.response))).toEqual({ ok: false, error: "wait" });
});

/** A door with the real limits, knocked at from addresses as the guard writes them. */
async function openStreet() {
  const { auth } = await openTestAuth();
  for (const email of [bo.email, "eve@acme.test"]) await addAgent(auth, { ...bo, email });
  const limit = (capacity: number) => createThrottle({ capacity, refillMs: 1000, maxKeys: 100 });
  const config = { secret, publicUrl, throttle: limit(3), perAddress: limit(6), perAccount: limit(8) };
  const knock = async (address: string, email: string, password = "wrong horse battery", cookie = "") => {
    const headers = new Headers({ "x-forwarded-for": address, cookie });
    const answer = await signIn(auth, { email, password, headers, now }, config);
    return answer.ok ? "in" : answer.error;
  };
  const held = await findPassword(auth.options.database.db, { email: bo.email });
  return { knock, hash: held?.hash ?? "" };
}

test("a thousand guesses from one address do not keep a colleague out who comes from another", async () => {
  const { knock } = await openStreet();
  for (let guess = 0; guess < 1000; guess += 1) await knock("203.0.113.7", bo.email);
  expect(await knock("203.0.113.7", bo.email, bo.password)).toBe("wait");
  expect(await knock("198.51.100.1", bo.email, bo.password)).toBe("in");
});

test("one address does not guess at account after account, and a whole IPv6 network is one address", async () => {
  const { knock } = await openStreet();
  for (let guess = 0; guess < 6; guess += 1)
    expect(await knock(`2001:db8::${guess}`, `a${guess}@acme.test`)).toBe("refused");
  expect(await knock("2001:db8::ffff", "eve@acme.test", bo.password)).toBe("wait");
  expect(await knock("2001:db8:0:1::1", "eve@acme.test", bo.password)).toBe("in");
});

test("a stranger at the same address keeps nobody out whose browser has signed in before", async () => {
  const { knock, hash } = await openStreet();
  for (let guess = 0; guess < 7; guess += 1) await knock("203.0.113.7", `a${guess}@acme.test`);
  expect(await knock("203.0.113.7", bo.email, bo.password)).toBe("wait");
  const known = mintDeviceCookie({ ...bo, hash }, { secret, publicUrl }).split(";")[0];
  expect(await knock("203.0.113.7", bo.email, bo.password, known)).toBe("in");
  const elses = await knock("203.0.113.7", "eve@acme.test", bo.password, known);
  expect(elses).toBe("wait");
});

test("many addresses together guess at one account no faster", async () => {
  const { knock } = await openStreet();
  for (let guess = 0; guess < 8; guess += 1) expect(await knock(`203.0.113.${guess}`, bo.email)).toBe("refused");
  expect(await knock("198.51.100.1", bo.email, bo.password)).toBe("wait");
  expect(await knock("198.51.100.1", "eve@acme.test", bo.password)).toBe("in");
});

test("many browsers that an account has signed in from guess at it no faster, and lock nobody else out", async () => {
  const { knock, hash } = await openStreet();
  for (let guess = 0; guess < 9; guess += 1) {
    const known = mintDeviceCookie({ ...bo, hash }, { secret, publicUrl }).split(";")[0];
    const answer = await knock(`203.0.113.${guess}`, bo.email, undefined, known);
    expect(answer).toBe(guess < 8 ? "refused" : "wait");
  }
  expect(await knock("198.51.100.1", bo.email, bo.password)).toBe("in");
});

test("when more sign in than passwords can be judged soon, the others are told so, known or not, and it costs them no try", async () => {
  const { auth } = await openTestAuth();
  await addAgent(auth, bo);
  const { password: passwords } = await auth.$context;
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  const hash = passwords.hash;
  vi.spyOn(passwords, "hash").mockImplementation(async (typed) => released.then(() => hash(typed)));
  const limit = (capacity: number) => createThrottle({ capacity, refillMs: 1000, maxKeys: 100 });
  const config = { secret, publicUrl, throttle: limit(1), perAddress: limit(100), perAccount: limit(100) };
  const knock = (email: string) => signIn(auth, { ...bo, email, headers: new Headers(), now }, config);

  const held = Array.from({ length: 34 }, (_, index) => knock(`a${index}@acme.test`));
  for (const email of [bo.email, "nobody@acme.test"]) expect(await knock(email)).toEqual({ ok: false, error: "busy" });
  release();
  for (const answer of await Promise.all(held)) expect(answer).toEqual({ ok: false, error: "refused" });
  expect(await knock(bo.email)).toMatchObject({ ok: true });
});

test("an account made while practising opens no session once the console is live", async () => {
  const { auth, db } = await openTestAuth({ mode: "live" });
  await createAccount({ auth, db, mode: "practice" }, { ...bo, name: "Bo", role: "admin", createdBy: "console" });
  const config = { secret, publicUrl, throttle: createThrottle({ capacity: 3, refillMs: 1000, maxKeys: 100 }) };
  expect(await signIn(auth, { ...bo, headers: new Headers(), now }, config)).toEqual({ ok: false, error: "refused" });
  expect(await db.selectFrom("session").selectAll().execute()).toEqual([]);
});
