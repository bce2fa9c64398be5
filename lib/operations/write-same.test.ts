import { describe, expect, test } from "vitest";
import type { Fault } from "@/lib/emulator/faults";
import { callOf, iso } from "./bodies.fixture";
import type { OperationName } from "./catalogue";
import type { WriteInput } from "./input";
import {
  agentOf,
  type Customer,
  fillForm,
  findOperation,
  journal,
  lead,
  newCustomer,
  openWorld,
  passTime,
  plan,
  QUIET_MS,
  sentFor,
  writeOperation,
} from "./world.fixture";

const agent = agentOf("agent");
const grant = (days: number) => ({ access_level_id: "premium", expires_at: iso(days) });
const refused = (id: string) => ({
  ok: false,
  error: { outcome: "not_sent", code: "same_unconfirmed", same: { operationId: id, by: lead.email, inQueue: false } },
});

describe("what a lead sent and Adapty cannot confirm", () => {
  async function leaveOpen<Name extends OperationName>(
    name: Name,
    body: WriteInput<Name>["body"],
    fault: Partial<Fault> & { mode: Fault["mode"] } = { mode: "reset", when: "after" },
  ) {
    const { db } = await openWorld();
    const customer = await newCustomer();
    const input = await fillForm(name, customer, { body });
    const id = input.target.operationId;
    await plan({ ...fault, match: callOf[name] });
    expect(await writeOperation(name, lead, input)).toMatchObject({ ok: false, error: { outcome: "unknown" } });
    passTime(QUIET_MS + 1000);
    const change = (set: { state: "needs_human" } | { erased_at: string; request: "{}" }) =>
      db.updateTable("operation").set(set).where("id", "=", id).execute();
    return {
      customer,
      input,
      id,
      needHuman: () => change({ state: "needs_human" }),
      erase: () => change({ erased_at: new Date().toISOString(), request: "{}" }),
    };
  }
  const send = async <Name extends OperationName>(
    name: Name,
    customer: Customer,
    body: WriteInput<Name>["body"],
    by = agent,
  ) => writeOperation(name, by, await fillForm(name, customer, { body }));

  test("is not granted again by another form, for however long, until somebody settles it", async () => {
    const { customer, id } = await leaveOpen("access.grant", grant(10));
    for (const days of [10, 12]) {
      const turnedAway = await fillForm("access.grant", customer, { body: grant(days) });
      expect(await writeOperation("access.grant", agent, turnedAway)).toMatchObject(refused(id));
      expect(await findOperation(turnedAway.target.operationId)).toBeUndefined();
    }
    expect((await sentFor(customer)).bodies).toHaveLength(1);

    const row = await findOperation(id);
    if (!row) throw new Error("It is in the journal.");
    await journal.settleOperation(row, { state: "not_applied" }, new Date());
    expect(await send("access.grant", customer, grant(10))).toMatchObject({ ok: true });
    expect((await sentFor(customer)).bodies).toHaveLength(2);
  });

  test("is not set again by another form, but anything else is", async () => {
    const { customer, id } = await leaveOpen("profile.update", { email: "zoe@example.com" });
    const own = await send("profile.update", customer, { email: "zoe@example.com" }, lead);
    expect(own).toMatchObject({ ...refused(id), error: { same: { operationId: id, inQueue: true } } });
    expect(own.ok || own.error.message).toMatch(/^Nothing was sent: you sent the same to this customer before/);
    expect(await send("profile.update", customer, { email: "jane@example.com" }, lead)).toMatchObject({ ok: true });
    expect((await sentFor(customer)).bodies).toHaveLength(2);
  });

  test("is the same in whatever order its attributes stand", async () => {
    const [one, other] = [
      { key: "plan", value: "old" },
      { key: "tier", value: null },
    ];
    const { customer, id } = await leaveOpen("profile.update", { custom_attributes: [one, other] });
    const again = { custom_attributes: [other, one] };
    expect(await send("profile.update", customer, again)).toMatchObject(refused(id));
    expect(await send("profile.update", customer, { custom_attributes: [one] })).toMatchObject({ ok: true });
  });

  test("is named with who can settle it, once it needs a human", async () => {
    const { customer, needHuman } = await leaveOpen("access.grant", grant(10));
    await needHuman();
    const answer = await send("access.grant", customer, grant(10));
    expect(answer.ok || answer.error.message).toBe(
      "Nothing was sent: lead@example.com sent the same to this customer before, and what Adapty shows does not tell whether it was done. A lead or an admin who did not send it says so under Queue. Until that is settled, the same is not sent again.",
    );
  });

  test("is sent again by its own form, which counts once", async () => {
    const { customer, input, id } = await leaveOpen("profile.update", { email: "zoe@example.com" });
    expect(await writeOperation("profile.update", lead, input)).toMatchObject({ ok: true });
    expect(await findOperation(id)).toMatchObject({ state: "applied", attempts: 2 });
    expect((await sentFor(customer)).bodies).toHaveLength(2);
  });

  test("is not in the way of the same to another customer, nor of ending what it gave", async () => {
    const { customer } = await leaveOpen("access.grant", grant(10));
    expect(await send("access.grant", await newCustomer(), grant(10))).toMatchObject({ ok: true });
    const end = await fillForm("access.revoke", customer, { acknowledged: true });
    expect(await writeOperation("access.revoke", lead, end)).toMatchObject({ ok: true });
  });

  test("is in nobody's way once it is erased", async () => {
    const { customer, erase } = await leaveOpen("access.grant", grant(10));
    await erase();
    expect(await send("access.grant", customer, grant(10))).toMatchObject({ ok: true });
  });

  test("does not hold up what takes something back, which has a question of its own", async () => {
    const { customer } = await leaveOpen("access.grant", grant(10));
    const form = await fillForm("access.grant", customer, { body: grant(10) });
    const undo = { ...form, target: { ...form.target, undoes: crypto.randomUUID() } };
    expect(await writeOperation("access.grant", lead, undo)).toMatchObject({ error: { code: "not_undone" } });
  });
});
