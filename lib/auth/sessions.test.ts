import { describe, expect, test } from "vitest";
import { addAgent, openTestAuth, publicUrl, secret, withCookies } from "./auth.fixture";
import { IDLE_MS, readSession } from "./read-session";
import { endSessionsOf, listSessions } from "./sessions";
import { signIn } from "./sign-in";
import { disableAccount, endSessions } from "./team";
import { createThrottle } from "./throttle";

const password = "correct horse battery";
const inHours = (count: number) => new Date(Date.now() + count * 3600_000);
const firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0";

describe("sessions", () => {
  /** Ada, an admin, and Zoë, a lead; `enter` signs in once more. */
  const open = async () => {
    const { auth, db } = await openTestAuth();
    const add = (name: string, role: string) => addAgent(auth, { email: `${name}@acme.test`, password, role });
    const [ada, zoe] = [await add("ada", "admin"), await add("zoe", "lead")];
    const throttle = createThrottle({ capacity: 9, refillMs: 1000, maxKeys: 9 });
    const who = (headers: Headers) => readSession(auth, headers, { now: new Date(), mode: "live" });
    const enter = async (name: string) => {
      const headers = new Headers({ "user-agent": firefox });
      const knock = { email: `${name}@acme.test`, password, headers, now: 0 };
      const answer = await signIn(auth, knock, { secret, publicUrl, throttle });
      if (!answer.ok) throw new Error(answer.error);
      const cookies = withCookies(answer.response);
      return { cookies, id: (await who(cookies))?.sessionId ?? "" };
    };
    return { db, place: { db, mode: "live" as const }, ada, zoe, enter, who };
  };

  test("are listed with browser, beginning and last use until they end by themselves", async () => {
    const { db, zoe, enter } = await open();
    const { id } = await enter("zoe");
    await enter("ada");
    const moment = expect.stringMatching(/^20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    expect(await listSessions(db, { now: new Date(), userId: zoe })).toEqual([
      { id, userId: zoe, beganAt: moment, lastUsedAt: moment, device: "Firefox on Linux" },
    ]);
    expect(await listSessions(db, { now: new Date() })).toHaveLength(2);
    expect(await listSessions(db, { now: new Date(Date.now() + IDLE_MS + 60_000) })).toEqual([]);
    await db
      .updateTable("session")
      .set({ updatedAt: inHours(10.5).toISOString() })
      .execute();
    expect(await listSessions(db, { now: inHours(10.5) })).toEqual([]);
  });

  test("are ended by their owner, the named one or all the others, and nobody else's", async () => {
    const { db, ada, zoe, enter, who } = await open();
    const [first, second, third, other] = [
      await enter("zoe"),
      await enter("zoe"),
      await enter("zoe"),
      await enter("ada"),
    ];
    expect(await endSessionsOf(db, { userId: ada, only: first.id })).toBe(0);
    expect(await who(first.cookies)).not.toBeNull();
    expect(await endSessionsOf(db, { userId: zoe, only: first.id })).toBe(1);
    expect(await who(first.cookies)).toBeNull();
    expect(await endSessionsOf(db, { userId: zoe, except: third.id })).toBe(1);
    expect(await who(second.cookies)).toBeNull();
    expect(await who(third.cookies)).not.toBeNull();
    expect(await who(other.cookies)).not.toBeNull();
  });

  test("are ended by an admin, for good: who was signed in may sign in again", async () => {
    const { place, ada, zoe, enter, who } = await open();
    const [first, second] = [await enter("zoe"), await enter("zoe")];
    const by = { by: ada, id: zoe, now: new Date() };
    expect(await endSessions(place, { ...by, session: first.id })).toEqual({ ok: true });
    expect([await who(first.cookies), await who(second.cookies)]).toMatchObject([null, { id: zoe }]);
    expect(await endSessions(place, { ...by, session: null })).toEqual({ ok: true });
    expect(await who(second.cookies)).toBeNull();
    expect(await who((await enter("zoe")).cookies)).not.toBeNull();
  });

  test("of an account that is not named are left, and who may not manage the team ends none", async () => {
    const { place, ada, zoe, enter, who } = await open();
    const [own, other] = [await enter("ada"), await enter("zoe")];
    const now = new Date();
    await endSessions(place, { by: ada, id: zoe, session: own.id, now });
    expect(await endSessions(place, { by: zoe, id: ada, session: null, now })).toMatchObject({ code: "forbidden" });
    expect([await who(own.cookies), await who(other.cookies)]).toMatchObject([{ id: ada }, { id: zoe }]);
    await disableAccount(place, { by: ada, id: zoe, now });
    expect(await who(other.cookies)).toBeNull();
  });
});
