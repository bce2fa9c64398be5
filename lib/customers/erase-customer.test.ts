import { createPublicKey } from "node:crypto";
import { describe, expect, test } from "vitest";
import { takeCheckpoint } from "@/lib/audit/checkpoint";
import {
  agentOf,
  fillForm,
  findOperation,
  lead,
  listActivity,
  newCustomer,
  openWorld,
  readLastSet,
} from "@/lib/operations/world.fixture";
import { admin, erase, leaveTraces, newFolder, readAll, why } from "./erase.fixture";

const { createJsonlWriter } = await import("@/lib/audit/export-format");
const { splitLines } = await import("@/lib/audit/export-lines");
const { exportRecord } = await import("@/lib/audit/export-record");
const { listEvents } = await import("@/lib/audit/list-events");
const { openSigningKey } = await import("@/lib/audit/signing-key");
const { verifyExport } = await import("@/lib/audit/verify-export");
const { verifyRecord } = await import("@/lib/audit/verify");
const { tellEntry } = await import("@/lib/operations/describe-request");
const { requestApproval } = await import("@/lib/approvals/request-approval");
const { abandonOperation, prepareOperation } = await import("@/lib/operations/journal");
const { listOperations } = await import("@/lib/operations/list-operations");
const { readErased } = await import("./erased-list");
const { readKept } = await import("./kept");
const { listRecents } = await import("./recents");

describe("erasing", () => {
  test("nothing of the customer is left in any byte, and the record stays sound", async () => {
    const [{ db, url }, { audit, list }] = [await openWorld(), newFolder()];
    const mark = `canary.${crypto.randomUUID()}@example.com`;
    const customer = await leaveTraces(mark);
    const other = await leaveTraces(`other.${crypto.randomUUID()}@example.com`);
    const key = openSigningKey(audit.keyFile);
    const exported = async () => {
      const writer = createJsonlWriter({ hide: (_, personal) => personal, filtered: false, key });
      let text = "";
      for await (const chunk of await exportRecord({ filter: {}, format: "jsonl", actor: admin, writer }))
        text += chunk;
      return text;
    };
    const before = await exported();
    await takeCheckpoint(db, audit, { last: null, now: new Date() });
    expect(await verifyRecord(db, audit)).toMatchObject({ found: { verdict: "sound" } });
    expect((await readAll(db, url)).includes(mark)).toBe(true);

    const answer = await erase(db, customer, list);

    expect(answer).toMatchObject({ ok: true, data: { erasedAt: expect.any(String) } });
    const left = await readAll(db, url);
    expect(left.includes(mark)).toBe(false);
    expect(left.includes(mark.slice(0, 30))).toBe(false);
    expect(left.includes(other.customerUserId)).toBe(true);
    expect(await verifyRecord(db, audit)).toMatchObject({ found: { verdict: "sound" } });
    const after = await exported();
    expect([before.includes(mark), after.includes(mark)]).toEqual([true, false]);
    for (const text of [before, after]) {
      expect(await verifyExport(splitLines([text]), createPublicKey(key))).toMatchObject({
        found: { verdict: "sound" },
      });
    }
    expect(JSON.stringify(await readKept(db, customer, new Date()))).not.toContain(mark);
  });

  test("what was done stays, and says when the rest was erased", async () => {
    const [{ db }, { list }] = [await openWorld(), newFolder()];
    const customer = await leaveTraces(`zoe.${crypto.randomUUID()}@example.com`);
    const { app, profileId } = customer;
    const kept = (await listActivity(app, profileId)).map(({ id, name, state, agent, reason, createdAt }) => ({
      id,
      name,
      state,
      agent,
      reason,
      createdAt,
    }));
    const answer = await erase(db, customer, list);
    const erasedAt = answer.ok ? answer.data.erasedAt : "";
    const activity = await listActivity(app, profileId);
    expect(activity).toMatchObject(kept);
    for (const entry of activity) {
      expect(entry).toMatchObject({ request: {}, note: null, ticket: null, message: null, erasedAt });
      expect(tellEntry(entry).said).toEqual(["Erased on ", { instant: Date.parse(erasedAt) }]);
    }
    expect(await readLastSet(app, profileId)).toEqual({});
    expect(await listRecents(lead.id)).toEqual([]);
    expect((await listOperations({ customer: profileId })).entries).toMatchObject(
      kept.map(({ id }) => ({ id, erasedAt, customerUserId: null, before: null, after: null })),
    );
    const { events } = await listEvents({ targets: [profileId] });
    expect(events[0]).toMatchObject({
      action: "personal.erase",
      outcome: "done",
      actor: { id: admin.id },
      reason: "REQUEST",
      detail: { operations: 3, reference: "GDPR-7" },
    });
    const [{ seq } = { seq: 0 }] = events;
    const attempts = events.filter(({ outcome }) => outcome === "attempted");
    expect(attempts).toHaveLength(3);
    for (const event of attempts)
      expect(event).toMatchObject({ personal: {}, erasedBy: { subject: { seq, at: erasedAt } } });
    expect(readErased(list)).toEqual({
      erased: [{ app, profile_id: profileId, erased_at: erasedAt }],
      broken: [],
    });
  });

  test("what waits for approval is withdrawn, and holds nothing of them", async () => {
    const [{ db, url }, { list }] = [await openWorld(), newFolder()];
    const mark = `asked.${crypto.randomUUID()}@example.com`;
    const customer = await newCustomer({ customer_user_id: mark });
    const body = { access_level_id: "premium", expires_at: null };
    const input = await fillForm("access.grant", customer, { body, why: why(mark) });
    expect(await requestApproval("access.grant", agentOf("agent"), input)).toMatchObject({ ok: true });
    const [asked] = await db.selectFrom("approval").select(["state", "payload_hash"]).execute();
    expect(asked?.state).toBe("waiting");
    expect(await erase(db, customer, list)).toMatchObject({ ok: true });
    const [held] = await db.selectFrom("approval").selectAll().execute();
    expect(held).toMatchObject({
      state: "withdrawn",
      decider_id: admin.id,
      payload_hash: "",
      needs_message: "",
      customer_user_id: null,
    });
    expect(JSON.parse(held?.payload ?? "")).toEqual({
      target: { operationId: input.target.operationId, app: customer.app, profileId: customer.profileId, seen: "" },
      why: { reason: "COURTESY" },
      body: {},
    });
    const { events } = await listEvents({ action: "approval.withdraw" });
    expect(events).toMatchObject([
      {
        actor: { id: admin.id },
        outcome: "done",
        reason: "COURTESY",
        operationId: input.target.operationId,
        detail: { operation: "access.grant", code: "erased" },
      },
    ]);
    const all = await readAll(db, url);
    expect(all.includes(mark)).toBe(false);
    expect(all.includes(asked?.payload_hash ?? "nothing was kept")).toBe(false);
  });
});

// Last: while it fills the file nothing answers, and connections that stood open are lost.
test("of a customer with two hundred entries nothing is left in the pages of the file either", async () => {
  const [{ db, url }, { list }] = [await openWorld(), newFolder()];
  const mark = `canary.${crypto.randomUUID()}`;
  const customer = await newCustomer({ customer_user_id: mark });
  const input = await fillForm("profile.update", customer, { body: { email: `${mark}@example.com` } });
  for (let n = 0; n < 200; n++) {
    const id = crypto.randomUUID();
    const asked = {
      id,
      app: customer.app,
      profileId: customer.profileId,
      name: "profile.update" as const,
      agent: lead,
    };
    const before = { timestamp: n, revenueUsd: null, accessLevels: null, attributes: [{ key: "k", value: mark }] };
    const gives = { days: null, countedFor: null };
    const operation = { ...asked, customerUserId: mark, ...why(mark), request: input.body, before, ...gives };
    await prepareOperation(operation, new Date());
    const row = await findOperation(id);
    if (row) await abandonOperation(row, { code: "never_sent", message: mark }, new Date());
  }
  expect(await erase(db, customer, list)).toMatchObject({ ok: true });
  expect((await readAll(db, url)).split(mark).length - 1).toBe(0);
});
