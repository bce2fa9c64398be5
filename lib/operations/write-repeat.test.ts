import { describe, expect, test } from "vitest";
import { callOf, names } from "./bodies.fixture";
import {
  agentOf,
  fillForm,
  forget,
  lead,
  newCustomer,
  openWorld,
  plan,
  sentFor,
  writeOperation,
} from "./world.fixture";

test.each(names)("twenty sendings of one form at once are one row, one effect and one answer: %s", async (name) => {
  const { db } = await openWorld();
  const customer = await newCustomer();
  const input = await fillForm(name, customer);
  await forget();

  const answers = await Promise.all(Array.from({ length: 20 }, () => writeOperation(name, lead, input)));

  expect(new Set(answers.map((answer) => (answer.ok ? "done" : answer.error.code)))).toEqual(new Set(["done"]));
  expect(await sentFor(customer)).toEqual({ bodies: [JSON.stringify(input.body)], effects: 1 });
  expect(await db.selectFrom("operation").select(["state", "attempts"]).execute()).toEqual([
    { state: "applied", attempts: 1 },
  ]);
});

test("twenty sendings of one form that Adapty refuses all hear the same refusal", async () => {
  await openWorld();
  const customer = await newCustomer();
  const input = await fillForm("access.revoke", customer, { body: { access_level_id: "sports", revoke_at: null } });
  await forget();
  const answers = await Promise.all(Array.from({ length: 20 }, () => writeOperation("access.revoke", lead, input)));
  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  expect(answers[0]).toMatchObject({
    error: {
      outcome: "refused",
      code: "profile_paid_access_level_does_not_exist",
      fields: [{ field: "access_level_id" }],
    },
  });
  expect((await sentFor(customer)).bodies).toHaveLength(1);
});

test("a form that stays the same has the same bytes on every sending", async () => {
  await openWorld();
  const customer = await newCustomer();
  const input = await fillForm("transaction.set", customer);
  await forget();
  await plan({ mode: "status", status: 429, times: 2, match: callOf["transaction.set"] });
  for (let sending = 0; sending < 3; sending++) await writeOperation("transaction.set", lead, input);
  const { bodies: sent } = await sentFor(customer);
  expect(sent).toHaveLength(3);
  expect(new Set(sent)).toEqual(new Set([JSON.stringify(input.body)]));
});

describe("an operation id that is taken", () => {
  const reused = { ok: false, error: { outcome: "not_sent", code: "operation_reused" } };

  test.each([
    ["another body", { body: { access_level_id: "premium", expires_at: null } }],
    ["another reason", { why: { reason: "OUTAGE" } }],
  ])("sends nothing with %s", async (_, changes) => {
    await openWorld();
    const customer = await newCustomer();
    const input = await fillForm("access.grant", customer);
    await writeOperation("access.grant", lead, input);
    await forget();
    const { operationId } = input.target;
    const other = await fillForm("access.grant", customer, {
      body: input.body,
      why: input.why,
      operationId,
      ...changes,
    });
    expect(await writeOperation("access.grant", lead, other)).toMatchObject(reused);
    expect((await sentFor(customer)).bodies).toEqual([]);
  });

  test("sends nothing for another agent, another customer or another operation", async () => {
    await openWorld();
    const customer = await newCustomer();
    const input = await fillForm("access.grant", customer);
    const { operationId } = input.target;
    await writeOperation("access.grant", lead, input);
    await forget();
    expect(await writeOperation("access.grant", agentOf("lead", "another"), input)).toMatchObject(reused);
    const elsewhere = await fillForm("access.grant", await newCustomer(), { operationId, body: input.body });
    expect(await writeOperation("access.grant", lead, elsewhere)).toMatchObject(reused);
    const revoke = await fillForm("access.revoke", customer, { operationId });
    expect(await writeOperation("access.revoke", lead, revoke)).toMatchObject(reused);
    expect((await sentFor(customer)).effects).toBe(0);
  });

  test("is the same id in capital letters", async () => {
    await openWorld();
    const customer = await newCustomer();
    const input = await fillForm("access.grant", customer);
    await writeOperation("access.grant", lead, input);
    const operationId = input.target.operationId.toUpperCase();
    const shouted = await fillForm("access.grant", customer, { operationId, body: input.body, why: input.why });
    await forget();
    expect(await writeOperation("access.grant", lead, shouted)).toMatchObject({ ok: true });
    expect((await sentFor(customer)).bodies).toEqual([]);
  });
});
