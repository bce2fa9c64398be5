import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { ask } from "@/lib/approvals/approvals.fixture";
import { record } from "@/lib/audit/record";
import { view } from "@/lib/audit/record.fixture";
import { fillForm, lead, newCustomer, writeOperation } from "@/lib/operations/world.fixture";

const { listOperations } = await import("@/lib/operations/list-operations");
const { FORGET, forgetOld } = await import("./forget-old");

const MONTH = 31 * 86_400_000;
const inMonths = (months: number) => new Date(Date.now() + months * MONTH);
const why = { reason: "COURTESY", note: "her sister called", ticket: "T-9" };

/** A world with a request, an operation that is settled and one that is still open, in which 14 months have passed since. */
async function growOld() {
  const { db, shown } = await ask();
  const write = async () => {
    const input = await fillForm("access.grant", await newCustomer(), { why });
    await writeOperation("access.grant", lead, input);
    return input.target.operationId;
  };
  const [settled, open] = [await write(), await write()];
  await db.updateTable("operation").set({ state: "sent", settled_at: null }).where("id", "=", open).execute();
  const now = inMonths(14);
  await db.transaction().execute((trx) => record(trx, [view], now));
  const operation = (id: string) =>
    db.selectFrom("operation").selectAll().where("id", "=", id).executeTakeFirstOrThrow();
  const request = () => db.selectFrom("approval").selectAll().where("id", "=", shown.id).executeTakeFirstOrThrow();
  return { db, settled, open, operation, request, now };
}

const emptied = {
  request: "{}",
  request_hash: "",
  note: null,
  ticket: null,
  customer_user_id: null,
  before_json: null,
};

describe("beyond the time that the record is kept,", () => {
  test("what settled operations and ended requests hold of customers is erased, and the proof stays", async () => {
    const { db, settled, open, operation, request, now } = await growOld();
    const [held, asked] = [await operation(settled), await request()];
    expect((await listOperations({ text: "sister" })).entries).toHaveLength(2);
    expect(await forgetOld(db, { months: 13, now })).toEqual({ operations: 1, requests: 1 });

    const { id, name, state, agent_id, reason, created_at, sent_at, settled_at } = held;
    const proof = { id, name, state, agent_id, reason, created_at, sent_at, settled_at };
    expect(await operation(settled)).toMatchObject({ ...proof, ...emptied, erased_at: now.toISOString() });
    expect(await operation(open)).toMatchObject({ note: why.note, erased_at: null });
    expect((await listOperations({ text: "sister" })).entries.map((entry) => entry.id)).toEqual([open]);
    expect(await request()).toMatchObject({
      requester_id: asked.requester_id,
      requested_at: asked.requested_at,
      customer_user_id: null,
      state_seen: "{}",
      erased_at: now.toISOString(),
    });
    const events = db.selectFrom("audit_event").select(["detail", "actor_id"]).where("action", "=", FORGET);
    const told = (await events.orderBy("seq").execute()).map(({ detail, ...by }) => [by, JSON.parse(detail ?? "")]);
    const before = expect.stringMatching(/^\d{4}-/);
    expect(told).toEqual([
      [{ actor_id: "console" }, { operations: 1, before }],
      [{ actor_id: "console" }, { requests: 1, before }],
    ]);
    expect(await forgetOld(db, { months: 13, now })).toEqual({ operations: 0, requests: 0 });
  });

  test("nothing young goes, nothing at all for 0 months, and however much is old all of it does", async () => {
    const { db, settled, operation, now } = await growOld();
    expect(await forgetOld(db, { months: 0, now })).toEqual({ operations: 0, requests: 0 });
    expect(await forgetOld(db, { months: 15, now })).toEqual({ operations: 0, requests: 0 });
    const row = await operation(settled);
    const copies = Array.from({ length: 401 }, () => ({ ...row, id: randomUUID() }));
    for (const copy of copies) await db.insertInto("operation").values(copy).execute();
    expect(await forgetOld(db, { months: 13, now })).toEqual({ operations: 402, requests: 1 });
  });
});
