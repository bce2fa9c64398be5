import { expect, test } from "vitest";
import { compTransactionId } from "@/lib/access/comp-transaction";
import { callOf, comp, iso } from "./bodies.fixture";
import {
  agentOf,
  type Customer,
  countCalls,
  fillForm,
  findOperation,
  forget,
  lead,
  letGo,
  newCustomer,
  openWorld,
  passTime,
  plan,
  QUIET_MS,
  recheckOperation,
  sentFor,
  writeOperation,
} from "./world.fixture";

const { grantAccessLevel } = await import("@/lib/adapty/calls");
const { env } = await import("@/lib/env");
const { settleDue } = await import("./settle-due");
const { writes } = await import("./writes");

const HOUR = 3_600_000;

/** A comp that ends when what is lost here was to end. */
async function fillComp(customer: Customer) {
  const operationId = crypto.randomUUID();
  return fillForm("comp.grant", customer, { operationId, body: comp(compTransactionId(operationId), 0, 50) });
}

/** A grant that never arrived, and of which Adapty does not tell, for access was changed elsewhere; then a colleague gives a comp. */
async function openClouded() {
  await openWorld();
  const customer = await newCustomer();
  const form = await fillForm("access.grant", customer);
  await plan({ mode: "reset", when: "before", match: callOf["access.grant"] });
  expect(await writeOperation("access.grant", lead, form)).toMatchObject({ error: { outcome: "unknown" } });
  const [app] = env.apps;
  if (app) await grantAccessLevel(app, customer, { access_level_id: "premium", expires_at: iso(40) });
  passTime(QUIET_MS + 1_000);
  const colleague = agentOf("lead", "colleague");
  expect(await writeOperation("comp.grant", colleague, await fillComp(customer))).toMatchObject({ ok: true });
  return { customer, form, id: form.target.operationId };
}

test("what Adapty does not tell is not called done for what a later write brought about, but left to a human", async () => {
  const { id } = await openClouded();
  expect(await recheckOperation(id)).toMatchObject({ error: { outcome: "unknown" } });
  for (let looks = 0; looks < 6; looks += 1) {
    passTime(HOUR + 60_000);
    await settleDue();
  }
  expect(await findOperation(id)).toMatchObject({ state: "needs_human", attempts: 1 });
});

test("nor is it when its form is sent again", async () => {
  const { customer, form, id } = await openClouded();
  const { bodies } = await sentFor(customer);
  expect(await writeOperation("access.grant", lead, form)).toMatchObject({ error: { outcome: "unknown" } });
  expect(await findOperation(id)).toMatchObject({ state: "unknown", attempts: 1 });
  expect((await sentFor(customer)).bodies).toEqual(bodies);
});

test("nor when the colleague's arrives while it is being looked for", async () => {
  await openWorld();
  const customer = await newCustomer();
  const form = await fillForm("access.grant", customer);
  await plan({ mode: "reset", when: "before", match: callOf["access.grant"] });
  await writeOperation("access.grant", lead, form);
  const [app] = env.apps;
  if (app) await grantAccessLevel(app, customer, { access_level_id: "premium", expires_at: iso(40) });
  passTime(QUIET_MS + 1_000);
  const other = await fillComp(customer);
  await forget();
  await plan({ mode: "hold", when: "before", match: { method: "GET" } });
  const looking = settleDue();
  await expect.poll(async () => Object.keys(await countCalls())).not.toEqual([]);
  await expect
    .poll(() => writeOperation("comp.grant", agentOf("lead", "colleague"), other))
    .toMatchObject({ ok: true });
  await letGo();
  await looking;
  expect(await findOperation(form.target.operationId)).toMatchObject({ state: "unknown", attempts: 1 });
});

test.each(["access.revoke", "access.grant", "profile.update"] as const)(
  "what an earlier one brought about that had been given up is not called done for it: %s",
  async (name) => {
    await openWorld();
    const customer = await newCustomer();
    const [earlier, later] = [await fillForm(name, customer), await fillForm(name, customer)];
    await plan({ mode: "reset", when: "before", match: callOf[name], times: 2 });
    await writeOperation(name, lead, earlier);
    passTime(QUIET_MS + 1_000);
    expect(await recheckOperation(earlier.target.operationId)).toMatchObject({ error: { code: "did_not_arrive" } });
    const colleague = agentOf("lead", "colleague");
    expect(await writeOperation(name, colleague, later)).toMatchObject({ error: { outcome: "unknown" } });
    // The earlier one lands.
    const [app] = env.apps;
    if (app) await writes[name].send(app, customer, earlier.body as never);
    passTime(QUIET_MS + 1_000);
    await recheckOperation(later.target.operationId);
    expect(await findOperation(later.target.operationId)).toMatchObject({ state: "unknown" });
    // Nor once the earlier one counts as one that lands no more.
    passTime(26 * HOUR);
    await recheckOperation(later.target.operationId);
    expect(await findOperation(later.target.operationId)).toMatchObject({ state: "unknown" });
  },
);

test("what an earlier comp brought about that landed late, and is known since, is not called done for a grant", async () => {
  await openWorld();
  const customer = await newCustomer();
  const [earlier, later] = [await fillComp(customer), await fillForm("access.grant", customer)];
  const end = (earlier.body as { expires_at: string }).expires_at;
  later.body = { ...later.body, expires_at: end } as typeof later.body;
  await plan({ mode: "reset", when: "before", match: callOf["comp.grant"] });
  await writeOperation("comp.grant", lead, earlier);
  passTime(QUIET_MS + 1_000);
  expect(await recheckOperation(earlier.target.operationId)).toMatchObject({ error: { code: "did_not_arrive" } });
  await plan({ mode: "reset", when: "before", match: callOf["access.grant"] });
  const colleague = agentOf("lead", "colleague");
  expect(await writeOperation("access.grant", colleague, later)).toMatchObject({ error: { outcome: "unknown" } });
  const [app] = env.apps;
  if (app) await writes["comp.grant"].send(app, customer, earlier.body as never);
  expect(await recheckOperation(earlier.target.operationId)).toMatchObject({ ok: true });
  passTime(QUIET_MS + 1_000);
  await recheckOperation(later.target.operationId);
  expect(await findOperation(earlier.target.operationId)).toMatchObject({ state: "applied" });
  expect(await findOperation(later.target.operationId)).toMatchObject({ state: "unknown" });
});
