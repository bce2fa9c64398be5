import { describe, expect, test } from "vitest";
import { fillUp, makeRoom } from "@/lib/db/full.fixture";
import { callOf, iso } from "./bodies.fixture";
import {
  agentOf,
  fillForm,
  findOperation,
  forget,
  lead,
  newCustomer,
  openWorld,
  passTime,
  plan,
  QUIET_MS,
  recheckOperation,
  sentFor,
  writeOperation,
} from "./world.fixture";

type World = Awaited<ReturnType<typeof openWorld>>;

async function eventsOf({ db }: World) {
  const rows = await db.selectFrom("audit_event").selectAll().orderBy("seq").execute();
  const parts = await db.selectFrom("audit_personal").selectAll().where("part", "=", "subject").execute();
  return rows.map(({ detail, changes, ...row }) => ({
    ...row,
    detail: detail && JSON.parse(detail),
    changes: changes && JSON.parse(changes),
    personal: JSON.parse(parts.find(({ seq }) => seq === row.seq)?.body ?? "null"),
  }));
}

describe("the record of a write", () => {
  test("tells its attempt, its sending and its outcome, by whom, why, and what changed", async () => {
    const world = await openWorld();
    const customer = await newCustomer();
    const input = await fillForm("access.grant", customer);
    await writeOperation("access.grant", lead, input);
    const events = await eventsOf(world);
    expect(events.map(({ action, outcome }) => `${action} ${outcome}`)).toEqual([
      "access.grant attempted",
      "access.grant sent",
      "access.grant applied",
    ]);
    for (const event of events) {
      expect(event).toMatchObject({
        actor_id: lead.id,
        actor_role: "lead",
        app: customer.app,
        target_id: customer.profileId,
        reason: "COURTESY",
        operation_id: input.target.operationId,
      });
    }
    expect(events[0]).toMatchObject({
      detail: { asked: input.body },
      personal: {
        request: input.body,
        note: input.why.note,
        ticket: "T-1",
        customer_user_id: customer.customerUserId,
      },
    });
    expect(events[2]?.detail).toEqual({ attempt: 1, by: "answer" });
    const { before, after } = events[2]?.changes ?? {};
    expect(after["access_levels.premium.expires_at"]).toBe(iso(50));
    expect(before["access_levels.premium.expires_at"]).toBe(iso(25));
    expect(Object.keys(after)).not.toContain("access_levels.premium.access_level_id");
  });
});

test("of an edit of the profile the chain names the fields, and what is in them can be erased", async () => {
  const world = await openWorld();
  await writeOperation("profile.update", lead, await fillForm("profile.update", await newCustomer()));
  const events = await eventsOf(world);
  expect(events[0]).toMatchObject({
    detail: { asked: ["custom_attributes", "email"] },
    personal: { request: { email: "zoe@example.com" }, note: "Zoë said “thanks”" },
  });
  expect(events[2]).toMatchObject({
    personal: { changes: { before: { "custom_attributes.plan": "old" }, after: { "custom_attributes.plan": "new" } } },
  });
  const chained = await world.db.selectFrom("audit_event").selectAll().execute();
  expect(JSON.stringify(chained)).not.toMatch(/zoe@|Zoë|lead@/);
});

test("an outcome that nobody knew is settled by the console, in a line of its own", async () => {
  const world = await openWorld();
  const input = await fillForm("comp.grant", await newCustomer());
  await plan({ mode: "reset", when: "before", match: callOf["comp.grant"] });
  await writeOperation("comp.grant", lead, input);
  passTime(QUIET_MS + 1000);
  await recheckOperation(input.target.operationId);
  await recheckOperation(input.target.operationId);
  expect((await eventsOf(world)).map(({ actor_id, outcome, detail }) => [actor_id, outcome, detail.by])).toEqual([
    [lead.id, "attempted", undefined],
    [lead.id, "sent", undefined],
    [lead.id, "unknown", "answer"],
    ["console", "not_applied", "read_back"],
  ]);
});

test("a refusal by Adapty keeps its status, its code and its request id, and its words apart", async () => {
  const world = await openWorld();
  const input = await fillForm("access.grant", await newCustomer());
  const body = { errors: [{ source: "access_level_id", errors: ["zoe@example.com"] }], error_code: "no" };
  await plan({ mode: "status", status: 400, body, match: callOf["access.grant"] } as Parameters<typeof plan>[0]);
  await writeOperation("access.grant", lead, input);
  const events = await eventsOf(world);
  expect(events[2]).toMatchObject({ outcome: "rejected", detail: { status: 400, code: "no" } });
  expect(JSON.stringify({ ...events[2], personal: null })).not.toContain("zoe@");
});

test("a grant that the agent may not give is recorded as denied", async () => {
  const world = await openWorld();
  const agent = agentOf("agent");
  const input = await fillForm("access.grant", await newCustomer(), {
    body: { access_level_id: "premium", expires_at: null },
  });
  expect(await writeOperation("access.grant", agent, input)).toMatchObject({ error: { code: "needs_approval" } });
  expect(await eventsOf(world)).toMatchObject([
    { action: "access.grant", outcome: "denied", actor_id: agent.id, target_id: input.target.profileId },
  ]);
});

describe("when the audit record cannot take an event", () => {
  test.each(["attempted", "sent"])("of what is %s, nothing is sent, and the agent reads why", async (outcome) => {
    const { db } = await openWorld();
    const customer = await newCustomer();
    const input = await fillForm("access.grant", customer);
    await forget();
    await fillUp(db, "insert on audit_event", `new.outcome = '${outcome}'`);
    expect(await writeOperation("access.grant", lead, input)).toMatchObject({
      error: { outcome: "not_sent", code: "cannot_record" },
    });
    expect((await sentFor(customer)).bodies).toEqual([]);
    expect(await findOperation(input.target.operationId)).toBeUndefined();
    await makeRoom(db);
    expect(await writeOperation("access.grant", lead, input)).toMatchObject({ ok: true });
    expect((await sentFor(customer)).effects).toBe(1);
  });

  test("of the outcome, the row stays open with it and both are settled later", async () => {
    const world = await openWorld();
    const input = await fillForm("access.grant", await newCustomer());
    await fillUp(world.db, "insert on audit_event", "new.outcome = 'applied'");
    expect(await writeOperation("access.grant", lead, input)).toMatchObject({ ok: true });
    expect(await findOperation(input.target.operationId)).toMatchObject({ state: "sent" });
    await makeRoom(world.db);
    await recheckOperation(input.target.operationId);
    expect(await findOperation(input.target.operationId)).toMatchObject({ state: "applied" });
    expect((await eventsOf(world)).at(-1)).toMatchObject({ actor_id: "console", outcome: "applied" });
  });
});
