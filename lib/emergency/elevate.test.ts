import { afterEach, describe, expect, test, vi } from "vitest";
import { addAgent, openTestAuth, publicUrl, secret, withCookies } from "@/lib/auth/auth.fixture";
import { enter } from "@/lib/auth/factor/factor.fixture";
import { readSession } from "@/lib/auth/read-session";
import { endSessionsOf } from "@/lib/auth/sessions";
import { signIn } from "@/lib/auth/sign-in";
import { changeRole, disableAccount } from "@/lib/auth/team";
import { createThrottle } from "@/lib/auth/throttle";
import { watchLog } from "@/lib/log/log.fixture";
import { ELEVATION_MS, endElevation, startElevation } from "./elevate";
import { listElevations } from "./list-elevations";
import { reviewElevation } from "./review";

const password = "correct horse battery";
const start = new Date();
const later = (ms: number) => new Date(start.getTime() + ms);
const HOUR = 3_600_000;

/** Mia, an agent who is signed in, and two admins, Ada and Una. */
async function openTeam() {
  const { auth, db } = await openTestAuth();
  const add = (name: string, role: string) => addAgent(auth, { email: `${name}@acme.test`, password, role });
  const [mia, ada, una] = [await add("mia", "agent"), await add("ada", "admin"), await add("una", "admin")];
  const throttle = createThrottle({ capacity: 3, refillMs: 1000, maxKeys: 10 });
  const given = { email: "mia@acme.test", password, headers: new Headers(), now: 0 };
  const answer = await signIn(auth, given, { secret, publicUrl, throttle });
  if (!answer.ok) throw new Error(answer.error);
  const headers = withCookies(answer.response);
  const session = (at = start) => readSession(auth, headers, { now: at, mode: "live" });
  const sessionId = (await session())?.sessionId ?? "";
  const begin = (at = start, id = crypto.randomUUID(), by = mia, from = sessionId) => {
    const actor = { id: by, role: "agent", sessionId: from };
    return startElevation({ db, ssoOnly: false }, actor, { id, reason: "Store is down", ticket: "T-1" }, at);
  };
  const eventsOf = (action: string) =>
    db.selectFrom("audit_event").selectAll().where("action", "=", action).orderBy("seq").execute();
  return { auth, db, mia, ada, una, session, begin, eventsOf, place: { db, mode: "live" as const } };
}

afterEach(() => void vi.restoreAllMocks());

const actor = (id: string, email = `${id}@acme.test`) => ({ id, email, role: "admin" });

describe("emergency access", () => {
  test("lets the session act in it for 30 minutes, with the reason recorded, and not a moment longer", async () => {
    const { session, begin, eventsOf, mia } = await openTeam();
    const lines = watchLog();
    expect(await session()).toMatchObject({ role: "agent" });
    expect((await session())?.elevation).toBeUndefined();
    const id = crypto.randomUUID();
    expect(await begin(start, id)).toEqual({ ok: true, endsAt: later(ELEVATION_MS).toISOString() });
    const endsAt = later(ELEVATION_MS).toISOString();
    expect(await session(later(ELEVATION_MS - 1))).toMatchObject({
      role: "emergency",
      elevationId: id,
      elevation: { id, endsAt, reason: "Store is down", ownRole: "agent" },
    });
    expect(await session(later(ELEVATION_MS))).toMatchObject({ role: "agent" });
    const [event] = await eventsOf("elevation.start");
    expect(event).toMatchObject({ actor_id: mia, actor_role: "agent", outcome: "done", target_id: mia });
    expect(JSON.parse(event?.detail ?? "")).toEqual({ elevation: id, ends_at: endsAt });
    expect(lines).toMatchObject([{ level: "warn", elevation: id, account: mia, until: endsAt }]);
    expect(await begin(start, id)).toMatchObject({ ok: true });
    expect(lines).toHaveLength(1);
  });

  test("is one at a time, however often the form is sent, and three a day at most", async () => {
    const { begin, eventsOf, db } = await openTeam();
    const id = crypto.randomUUID();
    const twice = await Promise.all([begin(start, id), begin(start, id), begin(start, id)]);
    expect(twice).toEqual(Array.from({ length: 3 }, () => ({ ok: true, endsAt: later(ELEVATION_MS).toISOString() })));
    expect(await begin()).toMatchObject({ ok: false, code: "running" });
    expect(await begin(later(HOUR))).toMatchObject({ ok: true });
    expect(await begin(later(2 * HOUR))).toMatchObject({ ok: true });
    expect(await begin(later(3 * HOUR), id)).toMatchObject({ ok: false, code: "over" });
    expect(await begin(later(3 * HOUR))).toMatchObject({ ok: false, code: "too_many_starts" });
    expect((await eventsOf("elevation.start")).map(({ outcome }) => outcome)).toEqual([
      "done",
      "done",
      "done",
      "denied",
    ]);
    expect(await begin(later(25 * HOUR))).toMatchObject({ ok: true });
    expect(await db.selectFrom("elevation").select("id").execute()).toHaveLength(4);
  });

  test("is had by the session that took it alone, and ends with it", async () => {
    const { auth, db, begin, session, mia } = await openTeam();
    const held = await enter(auth, { userId: mia, email: "mia@acme.test" });
    const other = () => readSession(auth, held.cookies, { now: start, mode: "live" });
    await begin();
    expect(await session()).toMatchObject({ role: "emergency" });
    expect(await other()).toMatchObject({ role: "agent" });
    const elsewhere = () => begin(start, crypto.randomUUID(), mia, held.agent.sessionId);
    expect(await elsewhere()).toMatchObject({ code: "running", message: expect.stringContaining("another") });
    await endSessionsOf(db, { userId: mia, except: held.agent.sessionId });
    expect(await elsewhere()).toMatchObject({ ok: true });
    expect(await other()).toMatchObject({ role: "emergency" });
  });

  test("is over for who reviews it once its holder signed out", async () => {
    const { db, begin, mia, ada } = await openTeam();
    const id = crypto.randomUUID();
    await begin(start, id);
    await endSessionsOf(db, { userId: mia });
    expect(await listElevations(db, { now: later(1000) })).toMatchObject([{ id, running: false, endsAt: null }]);
    const review = reviewElevation(db, actor(ada), { id, note: "All right" }, later(1000));
    expect(await review).toEqual({ ok: true });
  });

  test("is not for who has more, or nothing", async () => {
    const { begin, ada, place, mia } = await openTeam();
    expect(await begin(start, undefined, ada)).toMatchObject({ ok: false, code: "forbidden" });
    expect(await begin(start, undefined, "nobody")).toMatchObject({ ok: false, code: "forbidden" });
    await disableAccount(place, { by: ada, id: mia, now: start });
    expect(await begin()).toMatchObject({ ok: false, code: "forbidden" });
  });

  test("ends when its holder ends it, once", async () => {
    const { begin, session, eventsOf, db, mia } = await openTeam();
    const id = crypto.randomUUID();
    await begin(start, id);
    await endElevation(db, { id: mia, role: "emergency", elevationId: id }, id, later(2000));
    await endElevation(db, { id: mia, role: "agent" }, id, later(3000));
    expect(await session(later(2000))).toMatchObject({ role: "agent" });
    const ended = await eventsOf("elevation.end");
    expect(ended.map(({ detail }) => JSON.parse(detail ?? ""))).toEqual([{ elevation: id, ended_by: "themselves" }]);
  });

  test("ends for good when the role changes, and when the account is disabled", async () => {
    const { begin, session, eventsOf, place, mia, ada, db } = await openTeam();
    await begin();
    await changeRole(place, { by: ada, id: mia, seen: "agent", role: "viewer", now: later(1000) });
    expect(await session(later(2000))).toMatchObject({ role: "viewer" });
    await changeRole(place, { by: ada, id: mia, seen: "viewer", role: "agent", now: later(3000) });
    expect(await session(later(4000))).toMatchObject({ role: "agent" });
    await begin(later(5000));
    await db.updateTable("user").set({ role: "lead" }).where("id", "=", mia).execute();
    expect(await session(later(6000))).toMatchObject({ role: "lead" });
    expect(await begin(later(7000))).toMatchObject({ ok: true });
    await disableAccount(place, { by: ada, id: mia, now: later(8000) });
    const ended = await eventsOf("elevation.end");
    expect(ended.map(({ detail }) => JSON.parse(detail ?? "").ended_by)).toEqual([
      "account.change_role",
      "account.disable",
    ]);
    expect(await db.selectFrom("elevation").select("id").where("ended_at", "is", null).execute()).toEqual([]);
  });

  test("is ended by an admin too, but by no colleague, whose try is recorded", async () => {
    const { db, begin, session, mia, ada, eventsOf } = await openTeam();
    const id = crypto.randomUUID();
    await begin(start, id);
    const lena = { id: "lena", role: "lead" };
    expect(await endElevation(db, lena, id, later(1000))).toMatchObject({ ok: false, code: "not_yours" });
    expect(await session(later(1000))).toMatchObject({ role: "emergency" });
    expect(await endElevation(db, actor(ada), id, later(2000))).toEqual({ ok: true });
    expect(await session(later(2000))).toMatchObject({ role: "agent" });
    expect(await endElevation(db, actor(ada), id, later(3000))).toEqual({ ok: true });
    expect(await endElevation(db, actor(ada), crypto.randomUUID(), later(3000))).toEqual({ ok: true });
    const events = await eventsOf("elevation.end");
    expect(events.map((event) => [event.actor_id, event.target_id, event.outcome])).toEqual([
      [lena.id, mia, "denied"],
      [ada, mia, "done"],
    ]);
    expect(JSON.parse(events[1]?.detail ?? "")).toEqual({ elevation: id, ended_by: "admin" });
    expect(await listElevations(db, { now: later(3000) })).toMatchObject([
      { running: false, endsAt: later(2000).toISOString() },
    ]);
  });

  test("leaves a task until an admin who is not the person reviews it, once, when it is over", async () => {
    const { begin, db, mia, ada, una, eventsOf, place } = await openTeam();
    const id = crypto.randomUUID();
    await begin(start, id);
    const open = (at: Date) => listElevations(db, { now: at, only: "not_reviewed" });
    expect(await open(later(1000))).toMatchObject([{ id, userId: mia, running: true, acts: 0, review: null }]);
    const review = (by: string, at: Date) => reviewElevation(db, actor(by), { id, note: "All right" }, at);
    expect(await review(ada, later(1000))).toMatchObject({ ok: false, code: "running" });
    expect(await open(later(HOUR))).toMatchObject([{ id, running: false }]);
    await changeRole(place, { by: ada, id: mia, seen: "agent", role: "admin", now: later(HOUR) });
    const own = { ok: false, code: "own" };
    expect(await review(mia, later(HOUR))).toMatchObject(own);
    const alias = actor(ada, "mia+2@acme.test");
    expect(await reviewElevation(db, alias, { id, note: "All right" }, later(HOUR))).toMatchObject(own);
    const both = await Promise.all([review(ada, later(HOUR)), review(una, later(HOUR))]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await open(later(HOUR))).toEqual([]);
    expect(await listElevations(db, { now: later(HOUR), userId: mia })).toMatchObject([
      { review: { note: "All right" } },
    ]);
    expect((await eventsOf("elevation.review")).map(({ outcome }) => outcome)).toEqual(["denied", "denied", "done"]);
  });
});
