import { expect, test } from "vitest";
import type { Transaction } from "@/lib/adapty/transaction";
import { noLimits } from "@/lib/settings/limits";
import { comp, iso } from "./bodies.fixture";
import type { WriteInput } from "./input";
import { fillForm, lead, newCustomer, openWorld, saveSettings, sentFor, writeOperation } from "./world.fixture";

const { requestApproval } = await import("@/lib/approvals/request-approval");

type Customer = Awaited<ReturnType<typeof newCustomer>>;
type Why = WriteInput<"transaction.set">["why"];
const enter = async (customer: Customer, body: Transaction, why?: Why) =>
  writeOperation("transaction.set", lead, await fillForm("transaction.set", customer, { body, ...(why && { why }) }));
const subscription = (to: number) => comp(crypto.randomUUID(), 0, to);
const price = (value: number) => ({ country: "US", currency: "USD", value });
const limited = { ...noLimits.lead, daysPerGrant: 5, lifetime: false };
const over = { ok: false, error: { outcome: "not_sent", code: "over_limit" } };

test("a transaction in Sandbox at price 0 is held to the limits", async () => {
  await openWorld();
  await saveSettings({ limits: { agent: noLimits.agent, lead: limited } });
  const customer = await newCustomer({ transactions: [] });
  expect(await enter(customer, { ...subscription(3500), environment: "Sandbox" })).toMatchObject(over);
  expect((await sentFor(customer)).bodies).toEqual([]);
});

test("a transaction that was paid for is held to the days of one grant and to no count", async () => {
  await openWorld();
  const lifetime = (may: boolean) => {
    const lead = { ...noLimits.lead, daysPerGrant: 31, grantsPerDay: 1, lifetime: may };
    return saveSettings({ limits: { agent: noLimits.agent, lead } });
  };
  await lifetime(true);
  const customer = await newCustomer({ transactions: [] });
  const cent = price(0.01);
  const message = expect.stringMatching(
    /may give 31 days at once at most, this gives 26000\. .*ask an admin for approval/,
  );
  expect(await enter(customer, { ...subscription(26_000), price: cent })).toMatchObject({
    ...over,
    error: { ...over.error, message },
  });
  await lifetime(false);
  const { expires_at, originally_purchased_at, renew_status, ...once } = subscription(30);
  const forLife = { ...once, purchase_type: "one_time_purchase" as const, price: cent };
  expect(await enter(customer, forLife)).toMatchObject(over);
  expect((await sentFor(customer)).bodies).toEqual([]);
  for (const whose of [customer, await newCustomer({ transactions: [] })])
    expect(await enter(whose, { ...subscription(30), price: price(9.99) })).toMatchObject({ ok: true });
});

test("a refunded purchase entered again at price 0 is a gift for life", async () => {
  await openWorld();
  await saveSettings({ limits: { agent: noLimits.agent, lead: limited } });
  const once = {
    purchase_type: "one_time_purchase" as const,
    store: "app_store",
    store_product_id: "premium_lifetime",
    store_transaction_id: "77",
    store_original_transaction_id: "77",
    price: price(99),
    purchased_at: iso(-10),
  };
  const customer = await newCustomer({ transactions: [] });
  expect(await enter(customer, { ...once, refunded_at: iso(-3), cancellation_reason: "refund" })).toMatchObject({
    ok: true,
  });
  expect(await enter(customer, { ...once, price: price(0) })).toMatchObject(over);
  expect((await sentFor(customer)).bodies).toHaveLength(1);
});

test("a transaction that opens access for staff takes two people, whatever it costs; one that ends it does not", async () => {
  await openWorld();
  await saveSettings({ staffDomains: ["corp.example"] });
  const staff = await newCustomer({ transactions: [], customer_user_id: `x.${crypto.randomUUID()}@corp.example` });
  expect(await enter(staff, { ...subscription(300), price: price(0.01) })).toMatchObject({
    ok: false,
    error: { outcome: "not_sent", code: "needs_approval" },
  });
  const ended = { ...comp(crypto.randomUUID(), -30, -1), price: price(0.01) };
  expect(await enter(staff, ended)).toMatchObject({ ok: true });
});

test("what counts as a grant takes a reason for giving, by whichever form, and what was paid for takes none", async () => {
  await openWorld();
  const customer = await newCustomer({ transactions: [] });
  const wrong = (field: string, message: RegExp) => ({
    ok: false,
    error: { outcome: "not_sent", code: "invalid_input", fields: [{ field, message: expect.stringMatching(message) }] },
  });
  const unreasoned = wrong("reason", /counts as a grant: choose a reason/);
  const { expires_at, originally_purchased_at, renew_status, ...once } = subscription(30);
  const forLife = { ...once, purchase_type: "one_time_purchase" as const };
  for (const gift of [subscription(30), { ...subscription(30), price: price(9), environment: "Sandbox" }, forLife])
    expect(await enter(customer, gift as Transaction, {})).toMatchObject(unreasoned);
  expect(await enter(customer, subscription(30), { reason: "" })).toMatchObject(unreasoned);
  expect(await enter(customer, subscription(30), { reason: "ERASURE" })).toMatchObject(
    wrong("reason", /no reason for giv/),
  );
  expect(await enter(customer, subscription(30), { reason: "OTHER" })).toMatchObject(wrong("note", /needs a note/));
  expect((await sentFor(customer)).bodies).toEqual([]);
  expect(await enter(customer, { ...subscription(20), price: price(9.99) }, {})).toMatchObject({ ok: true });
  expect(await enter(customer, comp(crypto.randomUUID(), -30, -1), {})).toMatchObject({ ok: true });
  expect(await enter(customer, subscription(50), { reason: "COURTESY" })).toMatchObject({ ok: true });
});

test("approval of what counts as a grant is not asked for without a reason", async () => {
  await openWorld();
  await saveSettings({ limits: { agent: noLimits.agent, lead: limited } });
  const customer = await newCustomer({ transactions: [] });
  const input = await fillForm("transaction.set", customer, { body: subscription(50), why: {} });
  expect(await requestApproval("transaction.set", lead, input)).toMatchObject({ error: { code: "invalid_input" } });
  expect(await requestApproval("transaction.set", lead, { ...input, why: { reason: "COURTESY" } })).toMatchObject({
    ok: true,
  });
});
