import { describe, expect, test } from "vitest";
import { addAgent, openTestAuth, publicUrl, secret, withCookies } from "./auth.fixture";
import { signIn } from "./sign-in";
import { createThrottle } from "./throttle";

const bo = { email: "bo@acme.test", password: "correct horse battery" };
const now = 1_773_480_600_000;

/** Bo has signed in from one browser. */
async function openStreet() {
  const { auth, db } = await openTestAuth();
  await addAgent(auth, bo);
  const limit = (capacity: number) => createThrottle({ capacity, refillMs: 1000, maxKeys: 100 });
  const config = { secret, publicUrl, throttle: limit(3), perAddress: limit(6), perAccount: limit(8) };
  const ask = (address: string, email: string, password: string, cookie = "") => {
    const headers = new Headers({ "x-forwarded-for": address, cookie });
    return signIn(auth, { email, password, headers, now }, config);
  };
  const first = await ask("198.51.100.1", bo.email, bo.password);
  if (!first.ok) throw new Error(first.error);
  const known = withCookies(first.response).get("cookie") ?? "";
  const knock = async (...asked: Parameters<typeof ask>) => {
    const answer = await ask(...asked);
    return answer.ok ? "in" : answer.error;
  };
  return { auth, db, known, knock };
}

describe("a known browser", () => {
  test.each(["known browsers of bo@acme.test", '["known browsers","bo@acme.test"]', "known browsers,bo@acme.test"])(
    "is locked out by nobody who types %s as the e-mail",
    async (typed) => {
      const { known, knock } = await openStreet();
      for (let guess = 0; guess < 9; guess += 1) await knock(`203.0.113.${guess}`, typed, "x");
      expect(await knock("198.51.100.1", bo.email, bo.password, known)).toBe("in");
    },
  );

  test("is one no longer when the password is another, until it has signed in by that", async () => {
    const { auth, db, known, knock } = await openStreet();
    const { password: passwords } = await auth.$context;
    const chosen = "another horse entirely";
    await db
      .updateTable("account")
      .set({ password: await passwords.hash(chosen) })
      .execute();
    for (let guess = 0; guess < 3; guess += 1) await knock("198.51.100.1", bo.email, "x");
    expect(await knock("198.51.100.1", bo.email, chosen, known)).toBe("wait");
    expect(await knock("198.51.100.2", bo.email, chosen, known)).toBe("in");
  });

  test("what is no e-mail, or too long for one, counts against its own address alone", async () => {
    const { knock } = await openStreet();
    for (const typed of ["", "no e-mail", `${"x".repeat(250)}@acme.test`, "a@b@c", "bo @acme.test", "@"])
      expect(await knock("203.0.113.1", typed, bo.password)).toBe("refused");
    expect(await knock("203.0.113.1", "no e-mail", bo.password)).toBe("wait");
    expect(await knock("203.0.113.2", "no e-mail", bo.password)).toBe("refused");
  });
});
