import { createHmac } from "node:crypto";
import { sql } from "kysely";
import { describe, expect, test } from "vitest";
import { up } from "@/lib/db/migrations/0006-hashed-sessions";
import { addAgent, openTestAuth, publicUrl, secret, withCookies } from "./auth.fixture";
import { readSigned, sessionCookieName } from "./cookies";
import { signInToPractice } from "./practice";
import { readSession } from "./read-session";
import { signIn } from "./sign-in";
import { createThrottle } from "./throttle";

const bo = { email: "bo@acme.test", password: "correct horse battery" };
const cookieName = sessionCookieName(publicUrl);
const tokenOf = (headers: Headers) => readSigned(headers, cookieName, secret) ?? "";

/** The cookie that whoever knows the session secret would make of a text. */
function forge(token: string): Headers {
  const signature = createHmac("sha256", secret).update(token).digest("base64");
  return new Headers({ cookie: `${cookieName}=${encodeURIComponent(`${token}.${signature}`)}` });
}

describe("a session's token", () => {
  const open = async () => {
    const { auth, db } = await openTestAuth();
    await addAgent(auth, bo);
    const throttle = createThrottle({ capacity: 9, refillMs: 1000, maxKeys: 9 });
    const byPassword = async () => {
      const answer = await signIn(auth, { ...bo, headers: new Headers(), now: 0 }, { secret, publicUrl, throttle });
      if (!answer.ok) throw new Error(answer.error);
      return withCookies(answer.response);
    };
    const byClick = async () => withCookies(await signInToPractice(auth, "lead", new Headers()));
    const who = (headers: Headers) => readSession(auth, headers, { now: new Date(), mode: "practice" });
    return { auth, db, byPassword, byClick, who };
  };

  test("is nowhere in the database, and what is there opens nothing", async () => {
    const { db, byPassword, byClick, who } = await open();
    const tokens = [tokenOf(await byPassword()), tokenOf(await byClick())];
    const rows = await db.selectFrom("session").selectAll().execute();
    expect(rows).toHaveLength(2);
    for (const table of ["session", "user", "account", "verification", "setting"]) {
      const { rows: all } = await sql`select * from ${sql.table(table)}`.execute(db);
      for (const token of tokens) expect(JSON.stringify(all)).not.toContain(token);
    }
    for (const { token } of rows) expect(await who(forge(token))).toBeNull();
    for (const token of tokens) expect(await who(forge(token))).not.toBeNull();
  });

  test("is opaque, of 128 random bits or more, and another one at every sign-in", async () => {
    const { byPassword } = await open();
    const [first, second] = [tokenOf(await byPassword()), tokenOf(await byPassword())];
    expect(first).toMatch(/^[A-Za-z0-9_-]{32,}$/);
    expect(second).not.toBe(first);
  });

  test("is the one that better-auth itself goes on with", async () => {
    const { auth, byPassword, who } = await open();
    const headers = await byPassword();
    const { internalAdapter } = await auth.$context;
    expect(await internalAdapter.findSession(tokenOf(headers))).toMatchObject({
      session: { token: tokenOf(headers) },
      user: { email: bo.email },
    });
    expect(await auth.api.getSession({ headers })).toMatchObject({ user: { email: bo.email } });
    await internalAdapter.deleteSession(tokenOf(headers));
    expect(await who(headers)).toBeNull();
  });

  test("that was stored in clear before is ended by the migration", async () => {
    const { db, byPassword, who } = await open();
    const headers = await byPassword();
    await up(db);
    expect(await who(headers)).toBeNull();
  });
});
