import { beforeEach, expect, test, vi } from "vitest";
import { addAccount, openOffice } from "@/lib/approvals/approvals.fixture";
import { addElevation } from "@/lib/emergency/elevation.fixture";
import { callOf, iso } from "./bodies.fixture";
import type { OperationName } from "./catalogue";
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
  type openWorld,
  passTime,
  plan,
  QUIET_MS,
  readCustomer,
  recheckOperation,
  secondPerson,
  writeOperation,
} from "./world.fixture";

const { grantAccessLevel } = await import("@/lib/adapty/calls");
const { settleByHand } = await import("@/lib/approvals/settle-by-hand");
const { listActs } = await import("@/lib/emergency/list-acts");
const { env } = await import("@/lib/env");
const { eraseOperations } = await import("./erase-operations");
const { settleDue } = await import("./settle-due");
const { act } = await import("./undo/undo.fixture");
const { writes } = await import("./writes");

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const app = env.apps[0] as (typeof env.apps)[number];
const colleague = agentOf("lead", "colleague");

let db: Awaited<ReturnType<typeof openWorld>>["db"];
beforeEach(async () => {
  ({ db } = await openOffice());
});

/** A write that never arrived, and was given up. */
async function giveUp(name: OperationName, customer: Customer) {
  const form = await fillForm(name, customer);
  await plan({ mode: "reset", when: "before", match: callOf[name] });
  await writeOperation(name, lead, form, name === "profile.delete" ? secondPerson() : undefined);
  passTime(QUIET_MS + 1_000);
  const { operationId } = form.target;
  expect(await recheckOperation(operationId)).toMatchObject({ error: { code: "did_not_arrive" } });
  return form;
}

/** A colleague's own, which never arrives, then lands that other one: it may not be called done for it. */
async function expectNotMistaken(customer: Customer, earlier: { body: unknown }) {
  const later = await fillForm("access.grant", customer);
  await plan({ mode: "reset", when: "before", match: callOf["access.grant"] });
  expect(await writeOperation("access.grant", colleague, later)).toMatchObject({ error: { outcome: "unknown" } });
  await writes["access.grant"].send(app, customer, earlier.body as never);
  passTime(QUIET_MS + 1_000);
  await recheckOperation(later.target.operationId);
  expect(await findOperation(later.target.operationId)).toMatchObject({ state: "unknown" });
}

test("the first sending of a grant that was sent twice is not taken for a colleague's", async () => {
  const customer = await newCustomer();
  const first = await giveUp("access.grant", customer);
  expect(await writeOperation("access.grant", lead, first as never)).toMatchObject({ ok: true });
  passTime(MINUTE);
  await act("access.revoke", customer);
  passTime(MINUTE);
  await expectNotMistaken(customer, first);
});

test("nor is a grant of which a human said that it was not done", async () => {
  const customer = await newCustomer();
  const first = await fillForm("access.grant", customer);
  const { operationId } = first.target;
  await plan({ mode: "reset", when: "before", match: callOf["access.grant"] });
  await writeOperation("access.grant", lead, first);
  // Changed elsewhere meanwhile, so that it cannot be told.
  await grantAccessLevel(app, customer, { access_level_id: "premium", expires_at: iso(40) });
  for (let looks = 0; looks < 7; looks += 1) {
    passTime(HOUR / 2);
    await settleDue();
  }
  const said = { operationId, attempts: 1, verdict: "not_applied", note: "I looked at Adapty itself." } as const;
  expect(await settleByHand(agentOf("admin"), said, new Date())).toMatchObject({ ok: true });
  passTime(MINUTE);
  await expectNotMistaken(customer, first);
});

test.each(["access.grant", "profile.update"] as const)(
  "what a colleague did after it, by a clock that was set back, is not taken for it: %s",
  async (name) => {
    const customer = await newCustomer();
    const first = await giveUp(name, customer);
    passTime(-HOUR);
    expect(await writeOperation(name, colleague, await fillForm(name, customer))).toMatchObject({ ok: true });
    for (let looks = 0; looks < 12; looks += 1) {
      passTime(10 * MINUTE);
      await settleDue();
    }
    expect(await findOperation(first.target.operationId)).toMatchObject({ state: "not_applied" });
  },
);

test.each(["profile.update", "profile.delete"] as const)(
  "what landed late is found, though something else was sent to the customer since: %s",
  async (name) => {
    const customer = await newCustomer();
    const form = await giveUp(name, customer);
    expect(await writeOperation("comp.grant", colleague, await fillForm("comp.grant", customer))).toMatchObject({
      ok: true,
    });
    await writes[name].send(app, customer, form.body as never);
    for (let looks = 0; looks < 6; looks += 1) {
      passTime(HOUR);
      await settleDue();
    }
    expect(await findOperation(form.target.operationId)).toMatchObject({ state: "applied", attempts: 1 });
  },
);

test("a look that was under way writes nothing back of who was erased meanwhile", async () => {
  const customer = await newCustomer();
  const { operationId: id } = (await giveUp("comp.grant", customer)).target;
  const row = await findOperation(id);
  await writes["comp.grant"].send(app, customer, row?.request as never);
  expect((await readCustomer(customer)).subscriptions).toHaveLength(2);
  await forget();
  await plan({ mode: "hold", when: "after", match: { method: "GET" } });
  const looking = recheckOperation(id);
  await vi.waitFor(async () => expect(Object.keys(await countCalls())).toHaveLength(1), { timeout: 30_000 });
  const whose = { ...customer, until: new Date().toISOString() };
  const erased = await db.transaction().execute((trx) => eraseOperations(trx, whose, new Date()));
  expect(erased).toMatchObject({ ok: true });
  await letGo();
  await looking;
  expect(await findOperation(id)).toMatchObject({ after: null, erasedAt: expect.any(String) });
});

test("what may have arrived under emergency access stays in its review, when it is sent again without", async () => {
  const mia = await addAccount(db, "agent", "noor");
  const { id: elevationId } = await addElevation(db, mia);
  const customer = await newCustomer();
  const form = await fillForm("access.grant", customer);
  await plan({ mode: "reset", when: "before", match: callOf["access.grant"] });
  await writeOperation("access.grant", { ...mia, role: "emergency", elevationId }, form);
  passTime(QUIET_MS + 1_000);
  await recheckOperation(form.target.operationId);
  expect(await writeOperation("access.grant", mia, form)).toMatchObject({ ok: true });
  expect(await listActs(db, [elevationId])).toHaveLength(1);
});
