import { describe, expect, test } from "vitest";
import { reviewElevation } from "@/lib/emergency/review";
import { turnOn } from "./factor/factor.fixture";
import { removeFactorOf } from "./factor/remove";
import { invite, listInvitations, takeBack } from "./invitations";
import { openTeam } from "./password.fixture";
import { makePasswordLink } from "./password-links";
import { addSession } from "./session.fixture";
import { changeRole, disableAccount, enableAccount, endSessions } from "./team";

const now = new Date();
const invited = { email: "bo@acme.test", name: "", role: "agent" } as const;

/** Zoë has all that an admin can take, and Una has invited Bo. */
async function openDesk() {
  const { auth, db, place, ada, una, zoe } = await openTeam();
  await turnOn(auth, { userId: zoe, email: "zoe@acme.test" }, now);
  await invite(place, { inviter: { id: una, role: "admin" }, invited, now });
  const at = now.toISOString();
  const use = { id: "use", user_id: zoe, session_id: "gone", role: "lead", reason: "Store is down", ticket: "" };
  const over = { started_at: at, ends_at: at, ended_at: at, reviewed_by: null, reviewed_at: null, review_note: null };
  await db
    .insertInto("elevation")
    .values({ ...use, ...over })
    .execute();
  const state = async () => {
    const held = ["user", "session", "second_factor", "password_link", "invitation", "elevation"] as const;
    const tables = await Promise.all(held.map((table) => db.selectFrom(table).selectAll().execute()));
    return tables
      .flat()
      .map((row) => JSON.stringify(row))
      .sort();
  };
  const by = (sessionId: string) => ({ by: ada, sessionId, id: zoe, now });
  const actor = (sessionId: string) => ({ id: ada, email: "ada@acme.test", role: "admin" as const, sessionId });
  return { db, place, ada, una, by, actor, state };
}

type Desk = Awaited<ReturnType<typeof openDesk>>;

/** What Ada does to Zoë or Bo in this session. */
const acts: Record<string, (desk: Desk, sessionId: string) => Promise<{ ok: boolean }>> = {
  "account.change_role": ({ place, by }, session) =>
    changeRole(place, { ...by(session), seen: "lead", role: "viewer" }),
  "account.disable": ({ place, by }, session) => disableAccount(place, by(session)),
  "account.enable": ({ place, by }, session) => enableAccount(place, by(session)),
  "account.new_password": ({ place, by }, session) => makePasswordLink(place, by(session)),
  "account.remove_factor": ({ place, by }, session) => removeFactorOf(place, by(session)),
  "account.end_sessions": ({ place, by }, session) => endSessions(place, { ...by(session), session: null }),
  "invitation.create": ({ place, actor }, session) =>
    invite(place, { inviter: actor(session), invited: { ...invited, email: "eve@acme.test" }, now }),
  "invitation.take_back": async ({ place, actor }, session) => {
    const [open] = await listInvitations(place, now);
    return takeBack(place, { id: open?.id ?? "", actor: actor(session), now });
  },
  "elevation.review": ({ db, actor }, session) =>
    reviewElevation(db, actor(session), { id: "use", note: "All right" }, now),
};

describe("an admin whose session a colleague has just ended", () => {
  test.each(Object.entries(acts))("changes nothing by %s, which is recorded", async (action, act) => {
    const desk = await openDesk();
    const { db, place, ada, una, state } = desk;
    const session = await addSession(db, ada);
    await endSessions(place, { by: una, id: ada, session, now });
    const before = await state();
    const message = expect.stringMatching(/^Nothing was [a-z ]+: your account may not do this any more/);
    expect(await act(desk, session)).toMatchObject({ ok: false, code: "forbidden", message });
    expect(await state()).toEqual(before);
    const events = db.selectFrom("audit_event").select(["actor_id", "action", "outcome", "detail"]);
    const detail = expect.stringContaining('"code":"forbidden"');
    const last = await events.orderBy("seq", "desc").executeTakeFirst();
    expect(last).toEqual({ actor_id: ada, action, outcome: "denied", detail });
    expect(await act(desk, await addSession(db, ada))).toMatchObject({ ok: true });
  });
});
