import { beforeEach, expect, test } from "vitest";
import { toCustomerView } from "@/lib/access/view";
import { callOf, iso, paid } from "./bodies.fixture";
import { describeSeen } from "./seen";
import {
  fillForm,
  findOperation,
  lead,
  newCustomer,
  openWorld,
  passTime,
  plan,
  QUIET_MS,
  readCustomer,
  recheckOperation,
  writeOperation,
} from "./world.fixture";

const { env } = await import("@/lib/env");
const { writes } = await import("./writes");

const renewing = (id: string, from: number, to: number) => ({ ...paid(id, from, to), renew_status: true });
const cheaper = (held: ReturnType<typeof renewing>) => ({ ...held, price: { ...held.price, value: 4.99 } }) as never;

beforeEach(async () => {
  await openWorld();
});

test("a grant that a grace period hides is not said to have left no trace", async () => {
  const grace = { ...renewing("700", -30, -1), billing_issue_detected_at: iso(-1), grace_period_expires_at: iso(15) };
  const customer = await newCustomer({ transactions: [grace] });
  const form = await fillForm("access.grant", customer, { body: { access_level_id: "premium", expires_at: iso(7) } });
  await plan({ mode: "reset", when: "after", match: callOf["access.grant"] });
  await writeOperation("access.grant", lead, form);
  passTime(QUIET_MS + 1_000);
  await recheckOperation(form.target.operationId);
  expect(await findOperation(form.target.operationId)).toMatchObject({ state: "unknown" });
});

test("a correction is not called done for what the customer changed at the store", async () => {
  const held = renewing("710", -5, 25);
  const customer = await newCustomer({ transactions: [held] });
  const form = await fillForm("transaction.set", customer, { body: cheaper(held) });
  await plan({ mode: "reset", when: "before", match: callOf["transaction.set"] });
  await writeOperation("transaction.set", lead, form);
  const [app] = env.apps;
  const cancelled = { ...held, renew_status: false, renew_status_changed_at: iso(0) };
  if (app) await writes["transaction.set"].send(app, customer, cancelled as never);
  passTime(QUIET_MS + 1_000);
  await recheckOperation(form.target.operationId);
  expect(await findOperation(form.target.operationId)).toMatchObject({ state: "unknown" });
});

test.each([
  ["subscriptions", "transaction.set"],
  ["custom_attributes", "profile.update"],
] as const)("what Adapty said nothing of beforehand (%s) is not taken for new: %s", async (section, name) => {
  const held = renewing("720", -5, 25);
  const customer = await newCustomer({
    transactions: [held],
    custom_attributes: [{ key: "plan", value: "new" }],
  });
  const { [section]: _, ...rest } = await readCustomer(customer);
  const form = await fillForm(name, customer, name === "transaction.set" ? { body: cheaper(held) } : {});
  form.target.seen = describeSeen(name, toCustomerView(rest as never, customer.app, Date.now()));
  await plan({ mode: "json", body: { data: rest }, when: "after", match: { method: "GET" } });
  await plan({ mode: "reset", when: "before", match: callOf[name] });
  expect(await writeOperation(name, lead, form)).toMatchObject({ error: { outcome: "unknown" } });
});

test("but a comp is known by its own id, whatever Adapty said beforehand", async () => {
  const customer = await newCustomer({ transactions: [] });
  const { subscriptions: _, ...rest } = await readCustomer(customer);
  const form = await fillForm("comp.grant", customer);
  form.target.seen = describeSeen("comp.grant", toCustomerView(rest as never, customer.app, Date.now()));
  await plan({ mode: "json", body: { data: rest }, when: "after", match: { method: "GET" } });
  await plan({ mode: "reset", when: "after", match: callOf["comp.grant"] });
  expect(await writeOperation("comp.grant", lead, form)).toMatchObject({ ok: true });
  expect(await findOperation(form.target.operationId)).toMatchObject({ state: "applied", attempts: 1 });
});
