import type { Kysely } from "kysely";
import { expect, onTestFinished, test, vi } from "vitest";
import { fillUp } from "@/lib/db/full.fixture";
import type { Schema } from "@/lib/db/schema";
import { addAgent, openTestAuth, publicUrl, secret, withCookies } from "./auth.fixture";
import { invite, listInvitations, takeBack } from "./invitations";
import { join } from "./join";
import { endSession, readSession } from "./read-session";
import { setUp } from "./set-up";
import { mintSetUpToken } from "./set-up-token";
import { signIn } from "./sign-in";
import { changeRole, disableAccount, enableAccount } from "./team";
import { createThrottle } from "./throttle";

const now = new Date("2026-03-14T09:30:00.000Z");
const password = "correct horse battery";

async function openTeam() {
  const { auth, db } = await openTestAuth();
  // Whoever is told to wait is told so by their e-mail, in the whole process.
  const email = `ada-${crypto.randomUUID()}@acme.test`;
  const id = await addAgent(auth, { email, password, role: "admin" });
  const throttle = createThrottle({ capacity: 3, refillMs: 60_000, maxKeys: 10 });
  const enter = (email: string, typed: string) =>
    signIn(
      auth,
      { email, password: typed, headers: new Headers({ "x-forwarded-for": "203.0.113.7" }), now: now.getTime() },
      { secret, publicUrl, throttle },
    );
  const ada = { id, email, role: "admin" as const };
  return { auth, db, ada, enter, place: { auth, db, mode: "live" as const } };
}

/** Each event as a line: who, what, what came of it, and why. */
async function told(db: Kysely<Schema>) {
  const rows = await db.selectFrom("audit_event").selectAll().orderBy("seq").execute();
  return rows.map(({ actor_role, action, outcome, detail }) => {
    const { code } = detail ? JSON.parse(detail) : {};
    return [actor_role, action, outcome, ...(code ? [code] : [])].join(" ");
  });
}

test("signing in, being refused, being told to wait once, and signing out are recorded", async () => {
  const { auth, db, ada, enter } = await openTeam();
  const entered = await enter(ada.email, password);
  await enter(ada.email, "wrong");
  await enter("nobody@acme.test", "wrong");
  await enter("my password, typed in the wrong box", "");
  for (const _time of [1, 2, 3, 4]) await enter(ada.email, "wrong");
  if (!entered.ok) throw new Error(entered.error);
  for (const _twice of [1, 2]) await endSession(auth, withCookies(entered.response));
  expect(await told(db)).toEqual([
    "admin account.sign_in done",
    "stranger account.sign_in denied refused",
    "stranger account.sign_in denied refused",
    "stranger account.sign_in denied refused",
    "stranger account.sign_in denied refused",
    "stranger account.sign_in denied refused",
    "stranger account.sign_in denied wait",
    "admin account.sign_out done",
  ]);
  const parts = await db.selectFrom("audit_personal").select(["seq", "body"]).where("part", "=", "subject").execute();
  expect(parts.map(({ body }) => JSON.parse(body ?? ""))).toEqual([
    { address: "203.0.113.7" },
    ...[ada.email, "nobody@acme.test", undefined, ada.email, ada.email, ada.email].map((typed) => ({
      ...(typed && { email: typed }),
      address: "203.0.113.7",
    })),
  ]);
  expect(JSON.stringify(await db.selectFrom("audit_personal").selectAll().execute())).not.toContain("wrong box");
});

test("every change of the team is recorded with what it changed, and every refusal", async () => {
  const { db, ada, place } = await openTeam();
  const invited = { email: "zoe@acme.test", name: "Zoë", role: "lead" as const };
  const made = await invite(place, { inviter: ada, invited, now });
  if (!made.ok) throw new Error(made.message);
  await join(place, { fields: { token: made.token, name: "Zoë", password }, headers: new Headers(), now });
  const zoe = await db.selectFrom("user").select("id").where("email", "=", "zoe@acme.test").executeTakeFirstOrThrow();
  const by = { by: ada.id, id: zoe.id, now };
  await changeRole(place, { ...by, seen: "lead", role: "viewer" });
  await changeRole(place, { ...by, seen: "viewer", role: "viewer" });
  for (const _twice of [1, 2]) await disableAccount(place, by);
  await enableAccount(place, by);
  await disableAccount(place, { ...by, id: ada.id });
  await changeRole(place, { ...by, by: zoe.id, seen: "viewer", role: "admin" });
  await invite(place, { inviter: ada, invited: { ...invited, email: "bo@acme.test" }, now });
  const [open] = await listInvitations(place, now);
  for (const _twice of [1, 2]) await takeBack(place, { id: open?.id ?? "", actor: ada, now });
  expect(await told(db)).toEqual([
    "admin invitation.create done",
    "lead account.join done",
    "lead account.sign_in done",
    "admin account.change_role done",
    "admin account.disable done",
    "admin account.enable done",
    "admin account.disable denied fixed",
    "viewer account.change_role denied forbidden",
    "admin invitation.create done",
    "admin invitation.take_back done",
  ]);
  const events = await db.selectFrom("audit_event").selectAll().orderBy("seq").execute();
  expect(events[3]).toMatchObject({
    actor_id: ada.id,
    target_type: "account",
    target_id: zoe.id,
    changes: '{"after":{"role":"viewer"},"before":{"role":"lead"}}',
  });
  expect(JSON.stringify(events)).not.toMatch(/@acme|Zoë/);
});

test("the first admin's set-up is recorded", async () => {
  const { auth, db } = await openTestAuth({ mode: "live" });
  const token = await mintSetUpToken(db, now);
  const fields = { token, name: "Ada", email: "ada@acme.test", password };
  expect(await setUp({ auth, db }, { fields, headers: new Headers(), now })).toMatchObject({ ok: true });
  expect(await told(db)).toEqual(["admin account.set_up done", "admin account.sign_in done"]);
});

test("what cannot be recorded does not happen, but a session always ends", async () => {
  vi.spyOn(console, "error").mockImplementation(() => {});
  onTestFinished(() => void vi.restoreAllMocks());
  const { auth, db, ada, enter, place } = await openTeam();
  const bo = await addAgent(auth, { email: "bo@acme.test", password });
  const entered = await enter(ada.email, password);
  if (!entered.ok) throw new Error(entered.error);
  await fillUp(db, "insert on audit_event");

  expect(await enter(ada.email, password)).toEqual({ ok: false, error: "failed" });
  expect(await db.selectFrom("session").selectAll().execute()).toHaveLength(1);
  const by = { by: ada.id, id: bo, now };
  await expect(changeRole(place, { ...by, seen: "agent", role: "lead" })).rejects.toThrow("full");
  await expect(disableAccount(place, by)).rejects.toThrow("full");
  const held = await db.selectFrom("user").select(["role", "disabledAt"]).where("id", "=", bo).executeTakeFirst();
  expect(held).toEqual({ role: "agent", disabledAt: null });

  await endSession(auth, withCookies(entered.response));
  expect(await readSession(auth, withCookies(entered.response), { now: new Date(), mode: "practice" })).toBeNull();
});
