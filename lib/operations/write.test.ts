import { describe, expect, onTestFinished, test } from "vitest";
import { openDatabase } from "@/lib/db/open";
import { callOf, names } from "./bodies.fixture";
import {
  agentOf,
  arrival,
  countCalls,
  fillForm,
  findOperation,
  forget,
  lead,
  letGo,
  newCustomer,
  openWorld,
  plan,
  readCustomer,
  sentFor,
  writeOperation,
} from "./world.fixture";

describe.each(names)("%s", (name) => {
  test("is recorded with before and after once Adapty confirms it, and the answer is Adapty's profile", async () => {
    await openWorld();
    const customer = await newCustomer();
    const input = await fillForm(name, customer);
    const before = await readCustomer(customer);
    await forget();

    const result = await writeOperation(name, lead, input);

    expect(result).toMatchObject({ ok: true, data: { operationId: input.target.operationId } });
    const { timestamp: _, ...now } = await readCustomer(customer);
    expect(result.ok && result.data.profile).toMatchObject(now);
    expect(await sentFor(customer)).toEqual({ bodies: [JSON.stringify(input.body)], effects: 1 });
    expect(await findOperation(input.target.operationId)).toMatchObject({
      name,
      app: customer.app,
      profileId: customer.profileId,
      customerUserId: customer.customerUserId,
      state: "applied",
      agent: { id: lead.id, email: lead.email, role: "lead" },
      reason: "COURTESY",
      ticket: "T-1",
      note: "Zoë said “thanks”",
      request: input.body,
      attempts: 1,
      outcome: null,
      before: { accessLevels: before.access_levels, attributes: before.custom_attributes },
      after: { accessLevels: now.access_levels, attributes: now.custom_attributes },
      createdAt: expect.any(String),
      sentAt: expect.any(String),
      settledAt: expect.any(String),
    });
  });

  test("stands in the journal, for everybody to read, before its first byte arrives at Adapty", async () => {
    const { url } = await openWorld();
    const customer = await newCustomer();
    const input = await fillForm(name, customer);
    const other = await openDatabase(url);
    onTestFinished(() => other.destroy());
    const row = other.selectFrom("operation").select(["state", "request"]).where("id", "=", input.target.operationId);
    const rows: Promise<unknown>[] = [];
    arrival.listener = () => void rows.push(row.executeTakeFirst());
    // It is not answered, so that what is read stays as it was when it arrived.
    await plan({ mode: "hold", when: "after", match: callOf[name] });

    const writing = writeOperation(name, lead, input);
    await expect.poll(async () => (await sentFor(customer)).bodies.length).toBe(1);

    arrival.listener = undefined;
    const states = await Promise.all(rows);
    await letGo();
    await writing;
    expect(states[0]).toBeUndefined();
    expect(states.at(-1)).toMatchObject({ state: "sent", request: JSON.stringify(input.body) });
  });

  test("keeps what Adapty refused, its code and its fields, and answers the same when sent again", async () => {
    await openWorld();
    const customer = await newCustomer();
    const input = await fillForm(name, customer);
    await forget();
    const body = { errors: [{ source: "expires_at", errors: ["no good."] }], error_code: "made_up", status_code: 400 };
    await plan({ mode: "status", status: 400, body, match: callOf[name] });

    const first = await writeOperation(name, lead, input);

    expect(first).toMatchObject({
      ok: false,
      error: {
        outcome: "refused",
        code: "made_up",
        message: "Adapty refused: no good. Nothing was changed.",
        fields: [{ field: "expires_at", message: "no good." }],
      },
    });
    const row = await findOperation(input.target.operationId);
    expect(row).toMatchObject({ state: "rejected", outcome: { code: "made_up", status: 400 }, after: null });
    expect(await writeOperation(name, lead, input)).toEqual(first);
    expect(await sentFor(customer)).toMatchObject({ bodies: [JSON.stringify(input.body)], effects: 0 });
  });

  test("was not taken when Adapty is too busy: the same form goes through later", async () => {
    await openWorld();
    const customer = await newCustomer();
    const input = await fillForm(name, customer);
    await forget();
    await plan({ mode: "status", status: 429, match: callOf[name] });

    const busy = await writeOperation(name, lead, input);
    expect(busy).toMatchObject({ ok: false, error: { outcome: "refused", code: "rate_limited" } });
    expect(await findOperation(input.target.operationId)).toMatchObject({ state: "not_applied" });
    expect(await writeOperation(name, lead, input)).toMatchObject({ ok: true });
    expect(await findOperation(input.target.operationId)).toMatchObject({ state: "applied", attempts: 2 });
    const sent = JSON.stringify(input.body);
    expect(await sentFor(customer)).toEqual({ bodies: [sent, sent], effects: 1 });
  });
});

test("one write costs one read and one call more", async () => {
  await openWorld();
  const customer = await newCustomer();
  const input = await fillForm("access.grant", customer);
  await forget();
  await writeOperation("access.grant", agentOf("agent"), input);
  expect(await countCalls()).toEqual({
    "GET /api/v2/server-side-api/profile/": 1,
    "POST /api/v2/server-side-api/purchase/profile/grant/access-level/": 1,
  });
});

test("any text in note and ticket is recorded, and comes back as it was", async () => {
  await openWorld();
  const note = `<img src=x onerror=alert(1)> '); drop table operation; -- \u202e\u200b 🎉 \ud83d =HYPERLINK("x")`;
  const why = { reason: "OTHER", note, ticket: "javascript:alert(1)" };
  const input = await fillForm("access.grant", await newCustomer(), { why });
  expect(await writeOperation("access.grant", lead, input)).toMatchObject({ ok: true });
  const row = await findOperation(input.target.operationId);
  expect(row?.note).toBe(note.replace("\ud83d", "\ufffd"));
  expect(row?.ticket).toBe("javascript:alert(1)");
});
