import { describe, expect, test } from "vitest";
import { compTransactionId } from "@/lib/access/comp-transaction";
import { noLimits } from "@/lib/settings/limits";
import { callOf, comp, iso } from "./bodies.fixture";
import {
  agentOf,
  fillForm,
  findOperation,
  lead,
  newCustomer,
  openWorld,
  passTime,
  plan,
  QUIET_MS,
  saveSettings,
  sentFor,
  writeOperation,
} from "./world.fixture";

const { grantAccessLevel } = await import("@/lib/adapty/calls");
const { env } = await import("@/lib/env");

const { agent: none, lead: free } = noLimits;
const agent = agentOf("agent");
const no = { errors: [{ source: "expires_at", errors: ["No."] }], error_code: "value_error", status_code: 400 };
const perCustomer = (most: number) =>
  saveSettings({ limits: { agent: { ...none, daysPerCustomer: most }, lead: { ...free, daysPerCustomer: most } } });

/** newCustomer has premium for 25 more days. */
type Customer = Awaited<ReturnType<typeof newCustomer>>;
const until = (days: number) => ({ access_level_id: "premium", expires_at: iso(days) });
const grantUntil = async (customer: Customer, days: number, by = agent) =>
  writeOperation("access.grant", by, await fillForm("access.grant", customer, { body: until(days) }));
const enter = async (customer: Customer, price: number, by = lead, product = "comp_premium") => {
  const id = crypto.randomUUID();
  const body = {
    ...comp(id, 0, 55),
    store_product_id: product,
    price: { country: "US", currency: "USD", value: price },
  };
  return writeOperation("transaction.set", by, await fillForm("transaction.set", customer, { body }));
};
const over = { ok: false, error: { outcome: "not_sent", code: "over_limit" } };

describe("days to one customer", () => {
  test("count whoever gave them, whatever their role", async () => {
    await openWorld();
    await perCustomer(30);
    const customer = await newCustomer();
    expect(await grantUntil(customer, 35, agentOf("admin", "admin"))).toMatchObject({ ok: true });
    expect(await grantUntil(customer, 45, agentOf("agent", "another"))).toMatchObject({ ok: true });
    const refused = await grantUntil(customer, 56);
    expect(refused).toMatchObject(over);
    expect(refused.ok || refused.error.message).toBe(
      "Over the limit of your role: an agent may bring a customer to 30 days of access in 90 days at most, whoever gives them. This customer was given 20 already, this gives 11. Choose a shorter time, or ask a lead or an admin for approval. Nothing was sent.",
    );
    expect(await grantUntil(customer, 55)).toMatchObject({ ok: true });
    expect(await grantUntil(customer, 56)).toMatchObject(over);
    expect(await grantUntil(customer, 56, agentOf("admin", "admin"))).toMatchObject({ ok: true });
    expect((await sentFor(customer)).bodies).toHaveLength(4);
    expect(await grantUntil(await newCustomer(), 55)).toMatchObject({ ok: true });
  });

  test("of fifty colleagues who give the last day at once one does", async () => {
    await openWorld();
    await perCustomer(11);
    const customer = await newCustomer();
    expect(await grantUntil(customer, 35)).toMatchObject({ ok: true });
    const body = until(36);
    const colleagues = Array.from({ length: 50 }, (_, number) => agentOf("agent", `colleague-${number}`));
    const forms = await Promise.all(colleagues.map(() => fillForm("access.grant", customer, { body })));
    const answers = await Promise.all(
      colleagues.map((by, number) => writeOperation("access.grant", by, forms[number] as (typeof forms)[0])),
    );
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await grantUntil(customer, 37, agentOf("agent", "another"))).toMatchObject(over);
    expect((await sentFor(customer)).bodies).toHaveLength(2);
  });

  test("stay counted when access is ended early, and are free again when they surely did not arrive", async () => {
    await openWorld();
    await perCustomer(10);
    const customer = await newCustomer();
    await plan({ mode: "status", status: 400, body: no, match: callOf["access.grant"] });
    expect(await grantUntil(customer, 35)).toMatchObject({ ok: false, error: { outcome: "refused" } });
    expect(await grantUntil(customer, 35)).toMatchObject({ ok: true });
    const end = await fillForm("access.revoke", customer, { acknowledged: true });
    expect(await writeOperation("access.revoke", agent, end)).toMatchObject({ ok: true });
    expect(await grantUntil(customer, 36)).toMatchObject(over);
  });

  test("are what a grant gives when it is really sent, not when it was first turned away", async () => {
    await openWorld();
    await perCustomer(5);
    const customer = await newCustomer();
    const body = until(25);
    const form = await fillForm("access.grant", customer, { body });
    await plan({ mode: "status", status: 429, when: "before", match: callOf["access.grant"] });
    expect(await writeOperation("access.grant", agent, form)).toMatchObject({ ok: false });
    const end = await fillForm("access.revoke", customer, { acknowledged: true });
    expect(await writeOperation("access.revoke", agent, end)).toMatchObject({ ok: true });
    const { operationId } = form.target;
    const again = await fillForm("access.grant", customer, { body, operationId });
    expect(await writeOperation("access.grant", agent, again)).toMatchObject(over);
    await perCustomer(30);
    expect(await writeOperation("access.grant", agent, again)).toMatchObject({ ok: true });
    expect(await findOperation(operationId)).toMatchObject({ days: 25 });
  });

  test("stay counted while it is not known whether they arrived", async () => {
    await openWorld();
    await perCustomer(10);
    const customer = await newCustomer();
    const lost = await fillForm("access.grant", customer, { body: until(35) });
    await plan({ mode: "reset", when: "before", match: callOf["access.grant"] });
    expect(await writeOperation("access.grant", agent, lost)).toMatchObject({ error: { outcome: "unknown" } });
    // Somebody else gives more past the console: whether ours arrived before it cannot be told any more.
    const [app] = env.apps;
    expect(app && (await grantAccessLevel(app, customer, until(40)))).toMatchObject({ ok: true });
    passTime(QUIET_MS + 1000);
    const operationId = crypto.randomUUID();
    const body = comp(compTransactionId(operationId), 0, 46);
    const another = await fillForm("comp.grant", customer, { operationId, body });
    expect(await writeOperation("comp.grant", agent, another)).toMatchObject(over);
    expect(await findOperation(lost.target.operationId)).toMatchObject({ state: "unknown" });
  });

  test("are forgotten after 90 days", async () => {
    await openWorld();
    await perCustomer(30);
    const customer = await newCustomer();
    expect(await grantUntil(customer, 55)).toMatchObject({ ok: true });
    passTime(89 * 86_400_000);
    expect(await grantUntil(customer, 100)).toMatchObject(over);
    passTime(86_400_000);
    expect(await grantUntil(customer, 100)).toMatchObject({ ok: true });
  });

  test("a transaction at price 0 counts like a grant, one that was paid for does not", async () => {
    await openWorld();
    const limited = { ...none, daysPerGrant: 40, grantsPerDay: 2, daysPerCustomer: 40 };
    await saveSettings({ limits: { agent: none, lead: { ...free, ...limited } } });
    const customer = await newCustomer();
    expect(await enter(customer, 9.99)).toMatchObject({ ok: true });
    const other = await newCustomer();
    expect(await enter(other, 0)).toMatchObject({ ok: true });
    expect(await grantUntil(other, 66, lead)).toMatchObject(over);
    // Of a product that nobody knows all days count.
    const unknown = await enter(await newCustomer(), 0, lead, "unheard_of");
    expect(unknown.ok || unknown.error.message).toMatch(/may give 40 days at once at most, this gives 55\./);
    expect(await enter(await newCustomer(), 0)).toMatchObject({ ok: true });
    const third = await enter(await newCustomer(), 0);
    expect(third).toMatchObject(over);
    expect(third.ok || third.error.message).toMatch(/may make 2 grants a day/);
    expect(await enter(await newCustomer(), 9.99)).toMatchObject({ ok: true });
  });

  test("what settings switch off for leads they may not, whatever their screen shows", async () => {
    const { db } = await openWorld();
    await saveSettings({ limits: { agent: none, lead: { ...free, lifetime: false, transactions: false } } });
    const customer = await newCustomer();
    expect(await enter(customer, 9.99)).toMatchObject(over);
    const body = { access_level_id: "premium", expires_at: null };
    const form = () => fillForm("access.grant", customer, { body });
    expect(await writeOperation("access.grant", lead, await form())).toMatchObject(over);
    const denied = await db
      .selectFrom("audit_event")
      .select(["outcome", "detail"])
      .where("outcome", "=", "denied")
      .execute();
    expect(denied.map(({ detail }) => detail)).toEqual([`{"code":"over_limit"}`, `{"code":"over_limit"}`]);
    const admin = agentOf("admin", "admin");
    expect(await enter(customer, 9.99, admin)).toMatchObject({ ok: true });
    expect(await writeOperation("access.grant", admin, await form())).toMatchObject({ ok: true });
  });
});
