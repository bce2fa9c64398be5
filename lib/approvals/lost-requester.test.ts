import { type Kysely, sql } from "kysely";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { isSqlite } from "@/lib/db/dialect";
import type { Schema } from "@/lib/db/schema";
import { callOf } from "@/lib/operations/bodies.fixture";
import { findOperation, plan, sentFor } from "@/lib/operations/world.fixture";
import { ask, form, refused, shownOf } from "./approvals.fixture";

const { approveRequest } = await import("./approve");
const { rejectRequest } = await import("./close-request");
const { findApproval } = await import("./find-approvals");
const { requestApproval } = await import("./request-approval");

const setMia = (db: Kysely<Schema>, taken: { role: string; disabledAt: string | null }) =>
  db.updateTable("user").set(taken).where("id", "=", "mia").execute();

/** Does that just before the console reads a customer the next time. */
function beforeNextRead(act: () => Promise<unknown>): void {
  const { fetch } = globalThis;
  onTestFinished(() => void vi.unstubAllGlobals());
  vi.stubGlobal("fetch", async (...asked: Parameters<typeof fetch>) => {
    vi.unstubAllGlobals();
    await act();
    return fetch(...asked);
  });
}

/** Has mia disabled in the very step that takes her write into the journal. */
async function disableOnceJournaled(db: Kysely<Schema>): Promise<void> {
  const disable = sql`update "user" set "disabledAt" = '2026-11-23T10:00:00.000Z' where id = 'mia'`;
  if (isSqlite(db)) {
    await sql`create trigger gone after insert on operation begin ${disable}; end`.execute(db);
    return;
  }
  await sql`create function disable_mia() returns trigger language plpgsql as $$
    begin ${disable}; return null; end $$`.execute(db);
  await sql`create trigger gone after insert on operation for each row execute function disable_mia()`.execute(db);
}

const told = ({ actor_id, detail }: { actor_id: string; detail: string | null }) => [
  actor_id,
  JSON.parse(detail ?? ""),
];

describe("a yes for somebody who may not do it any more since it began", () => {
  test.each([
    { role: "agent", disabledAt: "2026-11-23T10:00:00.000Z" },
    { role: "viewer", disabledAt: null },
  ])("is not taken where that came while the customer was read: $role", async (taken) => {
    const { db, lena, customer, shown, operationId } = await ask();
    beforeNextRead(() => setMia(db, taken));
    expect(await approveRequest(lena, shown)).toMatchObject(refused("requester_may_not"));
    expect((await sentFor(customer)).bodies).toEqual([]);
    expect(await findOperation(operationId)).toBeUndefined();
    expect(await findApproval(shown.id)).toMatchObject({ state: "waiting" });
    const denied = db.selectFrom("audit_event").select(["actor_id", "detail"]).where("outcome", "=", "denied");
    expect((await denied.where("action", "=", "approval.approve").execute()).map(told)).toEqual([
      ["lena", expect.objectContaining({ code: "requester_may_not" })],
    ]);
    expect(await rejectRequest(lena, { id: shown.id, note: "She left." })).toMatchObject({ ok: true });
  });

  test("is not taken where their account went while the customer was read", async () => {
    const { db, lena, customer, shown } = await ask();
    beforeNextRead(() => db.deleteFrom("user").where("id", "=", "mia").execute());
    expect(await approveRequest(lena, shown)).toMatchObject(refused("requester_may_not"));
    expect((await sentFor(customer)).bodies).toEqual([]);
  });

  /** What is left of the request once it is set aside: nobody can do anything more with it, and the record tells why. */
  async function expectSetAside({ db, lena, adam, shown, operationId }: Awaited<ReturnType<typeof ask>>) {
    expect(await findApproval(shown.id)).toMatchObject({ state: "stale", decider: { id: "lena" } });
    expect(await findOperation(operationId)).toMatchObject({ state: "not_applied", approver: null });
    const aside = db.selectFrom("audit_event").select(["actor_id", "detail"]);
    expect((await aside.where("action", "=", "approval.set_aside").execute()).map(told)).toEqual([
      ["lena", expect.objectContaining({ code: "requester_may_not", approval: shown.id })],
    ]);
    for (const person of [lena, adam])
      expect(await approveRequest(person, shown)).toMatchObject(refused("not_waiting"));
    expect(await rejectRequest(lena, { id: shown.id, note: "She left." })).toMatchObject({
      error: { message: expect.stringContaining("set aside") },
    });
  }

  const setAside = {
    error: {
      outcome: "not_sent",
      code: "requester_may_not",
      message:
        "Nothing was sent. Who asked for this may not do it any more, so it was set aside. Do it yourself on the customer's page.",
    },
  };

  test("is set aside where that came after it was taken, and can be asked for again", async () => {
    const world = await ask();
    const { db, mia, lena, customer, shown, operationId } = world;
    await disableOnceJournaled(db);
    expect(await approveRequest(lena, shown)).toMatchObject(setAside);
    expect(await findOperation(operationId)).toMatchObject({ attempts: 0 });
    const denied = db.selectFrom("audit_event").select(["actor_id", "detail"]).where("outcome", "=", "denied");
    expect((await denied.execute()).map(told)).toEqual([["lena", { code: "requester_may_not", approval: shown.id }]]);
    await expectSetAside(world);
    await setMia(db, { role: "agent", disabledAt: null });
    expect((await sentFor(customer)).bodies).toEqual([]);
    const again = await shownOf(await requestApproval("access.grant", mia, await form(customer)));
    expect(await findApproval(again.id)).toMatchObject({ state: "waiting" });
  });

  test.each([
    ["before it is run again", (act: () => Promise<unknown>) => act()],
    ["while it is run again", async (act: () => Promise<unknown>) => beforeNextRead(act)],
  ])("is set aside where it was taken, never sent, and that came %s", async (_, when) => {
    const world = await ask();
    const { db, lena, customer, shown } = world;
    await plan({ mode: "status", status: 429, when: "before", match: callOf["access.grant"] });
    expect(await approveRequest(lena, shown)).toMatchObject({ ok: false });
    expect(await findApproval(shown.id)).toMatchObject({ state: "approved" });
    await when(() => setMia(db, { role: "agent", disabledAt: "2026-11-23T10:00:00.000Z" }));
    expect(await approveRequest(lena, shown)).toMatchObject(setAside);
    expect((await sentFor(customer)).effects).toBe(0);
    await expectSetAside(world);
  });
});
