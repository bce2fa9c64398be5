import { describe, expect, test } from "vitest";
import type { OneTimeTransaction } from "@/lib/adapty/transaction";
import { callOf, iso } from "./bodies.fixture";
import { describeEntry } from "./seen";
import {
  agentOf,
  fillForm,
  forget,
  lead,
  newCustomer,
  openWorld,
  passTime,
  plan,
  QUIET_MS,
  readCustomer,
  readLastSet,
  sentFor,
  writeOperation,
} from "./world.fixture";

const overtaken = { ok: false, error: { outcome: "not_sent", code: "changed_since" } };
const sentences = (answer: Awaited<ReturnType<typeof writeOperation>>) => (answer.ok ? "done" : answer.error.message);

describe("correcting an entry far down a long list", () => {
  const OLDEST = "bought-29";
  const coins = (id: string, daysAgo: number): OneTimeTransaction => ({
    purchase_type: "one_time_purchase",
    store: "app_store",
    store_product_id: "coins_100",
    store_transaction_id: id,
    store_original_transaction_id: id,
    price: { country: "US", currency: "USD", value: 1 },
    purchased_at: iso(-daysAgo),
  });
  const many = Array.from({ length: 30 }, (_, at) => coins(`bought-${at}`, at + 1));
  const refunded = { ...coins(OLDEST, 30), refunded_at: iso(-1), cancellation_reason: "refund" as const };
  const dearer = { ...coins(OLDEST, 30), price: { country: "US", currency: "USD", value: 2 } };

  async function openCorrection(body: OneTimeTransaction, customer: Awaited<ReturnType<typeof newCustomer>>) {
    const { non_subscriptions: held } = await readCustomer(customer);
    const entry = describeEntry(held?.find(({ store_transaction_id: id }) => id === OLDEST));
    return fillForm("transaction.set", customer, { body, entry });
  }

  test("is not sent when that entry changed while the form was open, though nothing that the page shows did", async () => {
    await openWorld();
    const customer = await newCustomer({ transactions: many });
    const [first, second] = [await openCorrection(refunded, customer), await openCorrection(dearer, customer)];
    expect(await writeOperation("transaction.set", lead, first)).toMatchObject({ ok: true });
    await forget();
    const answer = await writeOperation("transaction.set", agentOf("admin"), second);
    expect(answer).toMatchObject(overtaken);
    expect(sentences(answer)).toMatch(/^Nothing was sent: this transaction changed while the form was open/);
    expect((await sentFor(customer)).bodies).toEqual([]);
    const again = await openCorrection(dearer, customer);
    expect(await writeOperation("transaction.set", agentOf("admin"), again)).toMatchObject({ ok: true });
  });

  test("is not sent when that entry is gone, and may be sent by who has seen that", async () => {
    await openWorld();
    const customer = await newCustomer({ transactions: many });
    const body = coins("bought-elsewhere", 3);
    const gone = { ...body, is_refund: false, is_consumable: true };
    const input = await fillForm("transaction.set", customer, { body, entry: describeEntry(gone) });
    expect(await writeOperation("transaction.set", lead, input)).toMatchObject(overtaken);
    const knowing = await fillForm("transaction.set", customer, { body, entry: describeEntry(undefined) });
    expect(await writeOperation("transaction.set", lead, knowing)).toMatchObject({ ok: true });
  });

  test("goes on when only its grace period began or ended by the clock", () => {
    const entry = { store_transaction_id: "1", expires_at: iso(1), is_in_grace_period: true };
    expect(describeEntry({ ...entry, is_in_grace_period: false })).toBe(describeEntry(entry));
    expect(describeEntry({ ...entry, expires_at: iso(2) })).not.toBe(describeEntry(entry));
  });
});

describe("a field that Adapty never answers", () => {
  const anna = { ...agentOf("agent", "anna"), email: "anna@acme.example" };
  const ben = { ...agentOf("agent", "ben"), email: "ben@acme.example" };
  const update = (body: object, customer: Awaited<ReturnType<typeof newCustomer>>) =>
    fillForm("profile.update", customer, { body });

  test("is not set over what somebody else set from here meanwhile, who is named; by who has seen it, it is", async () => {
    await openWorld();
    const customer = await newCustomer();
    const [hers, his] = [
      await update({ email: "a@x.example" }, customer),
      await update({ email: "b@x.example" }, customer),
    ];
    expect(await writeOperation("profile.update", anna, hers)).toMatchObject({ ok: true });
    await forget();
    const answer = await writeOperation("profile.update", ben, his);
    expect(answer).toMatchObject(overtaken);
    expect(sentences(answer)).toMatch(
      /^Nothing was sent: anna@acme\.example changed e-mail of this customer from here/,
    );
    expect((await sentFor(customer)).bodies).toEqual([]);

    const knowing = await update({ email: "b@x.example" }, customer);
    expect(await writeOperation("profile.update", ben, knowing)).toMatchObject({ ok: true });
  });

  test("is set when somebody else set other fields, or the same agent set it in another tab", async () => {
    await openWorld();
    const customer = await newCustomer();
    const first = await update({ email: "a@x.example", phone_number: "1" }, customer);
    const second = await update({ email: "c@x.example" }, customer);
    const other = await update({ first_name: "Ben" }, customer);
    expect(await writeOperation("profile.update", anna, first)).toMatchObject({ ok: true });
    expect(await writeOperation("profile.update", ben, other)).toMatchObject({ ok: true });
    expect(await writeOperation("profile.update", anna, second)).toMatchObject({ ok: true });
  });

  test("is not set back by an older form of the same agent that is not confirmed, before they looked", async () => {
    await openWorld();
    const customer = await newCustomer();
    const older = await update({ email: "a@x.example" }, customer);
    await plan({ mode: "reset", when: "after", match: callOf["profile.update"] });
    expect(await writeOperation("profile.update", anna, older)).toMatchObject({ error: { outcome: "unknown" } });
    passTime(QUIET_MS + 1000);
    const newer = await update({ email: "b@x.example" }, customer);
    expect(await writeOperation("profile.update", anna, newer)).toMatchObject({ ok: true });
    await forget();

    const answer = await writeOperation("profile.update", anna, older);
    expect(answer).toMatchObject({ error: { outcome: "unknown", code: "changed_since" } });
    expect(sentences(answer)).toContain("anna@acme.example changed e-mail of this customer from here");
    expect((await sentFor(customer)).bodies).toEqual([]);
    const { operationId } = older.target;
    const looked = await fillForm("profile.update", customer, { operationId, body: older.body });
    expect(await writeOperation("profile.update", anna, looked)).toMatchObject({ ok: true });
  });

  test("goes by when a value was sent, not by when its form was first tried", async () => {
    await openWorld();
    const customer = await newCustomer();
    const body = { email: "a@x.example" };
    const hers = await update(body, customer);
    await plan({ mode: "status", status: 429, match: callOf["profile.update"] });
    expect(await writeOperation("profile.update", anna, hers)).toMatchObject({ error: { code: "rate_limited" } });
    passTime(1000);
    const his = await update({ email: "b@x.example" }, customer);
    expect(await writeOperation("profile.update", ben, his)).toMatchObject({ ok: true });
    const late = await update({ email: "c@x.example" }, customer);

    passTime(1000);
    const { operationId } = hers.target;
    const again = await fillForm("profile.update", customer, { operationId, body });
    expect(await writeOperation("profile.update", anna, again)).toMatchObject({ ok: true });
    expect((await readLastSet(customer.app, customer.profileId)).email).toMatchObject({
      by: anna.email,
      value: body.email,
    });
    expect(await writeOperation("profile.update", lead, late)).toMatchObject(overtaken);
  });

  test("is set over what Adapty did not take, and not over what it may have taken", async () => {
    await openWorld();
    const customer = await newCustomer();
    const form = (email: string) => update({ email }, customer);
    const [hers, his] = [await form("a@x.example"), await form("b@x.example")];
    await plan({ mode: "status", status: 429, match: callOf["profile.update"] });
    expect(await writeOperation("profile.update", anna, hers)).toMatchObject({ error: { code: "rate_limited" } });
    expect(await writeOperation("profile.update", ben, his)).toMatchObject({ ok: true });

    const [again, later] = [await form("c@x.example"), await form("d@x.example")];
    await plan({ mode: "reset", when: "before", match: callOf["profile.update"] });
    expect(await writeOperation("profile.update", anna, again)).toMatchObject({ error: { outcome: "unknown" } });
    passTime(QUIET_MS + 1000);
    const answer = await writeOperation("profile.update", ben, later);
    expect(answer).toMatchObject(overtaken);
    expect(sentences(answer)).toContain("anna@acme.example may have changed e-mail of this customer");
  });
});
