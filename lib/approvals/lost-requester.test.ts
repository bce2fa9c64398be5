import { type Kysely, sql } from "kysely";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { dialects } from "@/lib/db/database.fixture";
import { isSqlite } from "@/lib/db/dialect";
import type { Schema } from "@/lib/db/schema";
import { findOperation, sentFor } from "@/lib/operations/world.fixture";
import { ask, refused } from "./approvals.fixture";

const { approveRequest } = await import("./approve");
const { rejectRequest } = await import("./close-request");
const { findApproval } = await import("./find-approvals");

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

describe.each(dialects)(
  "a yes for somebody who may not do it any more since it began, on $name",
  ({ given, newUrl }) => {
    describe.runIf(given)(given ? "" : "needs TEST_POSTGRES_URL", () => {
      test.each([
        { role: "agent", disabledAt: "2026-11-23T10:00:00.000Z" },
        { role: "viewer", disabledAt: null },
      ])("is not taken where that came while the customer was read: $role", async (taken) => {
        const { db, lena, customer, shown, operationId } = await ask(newUrl);
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
        const { db, lena, customer, shown } = await ask(newUrl);
        beforeNextRead(() => db.deleteFrom("user").where("id", "=", "mia").execute());
        expect(await approveRequest(lena, shown)).toMatchObject(refused("requester_may_not"));
        expect((await sentFor(customer)).bodies).toEqual([]);
      });

      test("sends nothing where that came after it was taken, until they may again", async () => {
        const { db, lena, customer, shown, operationId } = await ask(newUrl);
        await disableOnceJournaled(db);
        expect(await approveRequest(lena, shown)).toMatchObject(refused("requester_may_not"));
        expect((await sentFor(customer)).bodies).toEqual([]);
        expect(await findOperation(operationId)).toMatchObject({ state: "not_applied", attempts: 0 });
        const denied = db.selectFrom("audit_event").select(["actor_id", "detail"]).where("outcome", "=", "denied");
        expect((await denied.where("action", "=", "access.grant").execute()).map(told)).toEqual([
          ["lena", { code: "requester_may_not", approval: shown.id }],
        ]);
        await setMia(db, { role: "lead", disabledAt: null });
        expect(await approveRequest(lena, shown)).toMatchObject({ ok: true });
        expect((await sentFor(customer)).effects).toBe(1);
      });
    });
  },
);
