import { beforeEach, describe, expect, test } from "vitest";
import { addAccount } from "@/lib/approvals/approvals.fixture";
import type { Agent } from "@/lib/auth/session";
import { noLimits } from "@/lib/settings/limits";
import { callOf, iso, paid } from "./bodies.fixture";
import type { OperationName } from "./catalogue";
import {
  type Customer,
  fillForm,
  findOperation,
  forget,
  newCustomer,
  openWorld,
  passTime,
  plan,
  QUIET_MS,
  saveSettings,
  sentFor,
  writeOperation,
} from "./world.fixture";

const { env } = await import("@/lib/env");
const { settleDue } = await import("./settle-due");
const { act, formOf, send } = await import("./undo/undo.fixture");
const { writes } = await import("./writes");

let db: Awaited<ReturnType<typeof openWorld>>["db"];
let mia: Agent;
beforeEach(async () => {
  ({ db } = await openWorld());
  mia = await addAccount(db, "lead", "mia");
});

/** Whatever is sent to this customer from here on never arrives. */
const cutOff = (name: OperationName) => plan({ mode: "reset", when: "before", match: callOf[name] });

async function lose(name: OperationName, customer: Customer, body?: object) {
  const form = await fillForm(name, customer, body && { body: body as never });
  await cutOff(name);
  expect(await writeOperation(name, mia, form)).toMatchObject({ error: { outcome: "unknown" } });
  await forget();
  return form.target.operationId;
}

/** It is given up now, and its agent decides what becomes of it. */
async function expectLeft(id: string, customer: Customer) {
  passTime(QUIET_MS + 1_000);
  await settleDue();
  expect((await sentFor(customer)).bodies).toEqual([]);
  expect(await findOperation(id)).toMatchObject({ state: "not_applied", attempts: 1 });
}

describe("what left no trace is not sent once more by itself", () => {
  test("for life, when who asked for it may not give that any more", async () => {
    const customer = await newCustomer();
    const id = await lose("access.grant", customer, { access_level_id: "premium", expires_at: null });
    await db.updateTable("user").set({ role: "agent" }).where("id", "=", "mia").execute();
    await expectLeft(id, customer);
  });

  test("for more days than anybody of their role may give at once by now", async () => {
    const customer = await newCustomer();
    const id = await lose("access.grant", customer, { access_level_id: "premium", expires_at: iso(300) });
    await saveSettings({ limits: { ...noLimits, lead: { ...noLimits.lead, daysPerGrant: 7 } } });
    await expectLeft(id, customer);
  });

  test("once their role enters no transactions any more", async () => {
    const customer = await newCustomer();
    const id = await lose("transaction.set", customer);
    await saveSettings({ limits: { ...noLimits, lead: { ...noLimits.lead, transactions: false } } });
    await expectLeft(id, customer);
  });

  test.each(["end of access", "undo"])("when the customer bought what it would end: %s", async (how) => {
    const customer = await newCustomer({ transactions: [] });
    const granted = await act("access.grant", customer, {
      body: { access_level_id: "premium", expires_at: iso(60) },
    });
    let id: string;
    if (how === "undo") {
      const form = await formOf(customer, granted, "access.revoke");
      await cutOff("access.revoke");
      expect((await send(form, mia as never)).answer).toMatchObject({ error: { outcome: "unknown" } });
      await forget();
      id = form.target.operationId;
    } else id = await lose("access.revoke", customer);
    const [app] = env.apps;
    const bought = { ...paid("900", 0, 30), renew_status: true };
    if (app) await writes["transaction.set"].send(app, customer, bought as never);
    await forget();
    await expectLeft(id, customer);
  });
});
