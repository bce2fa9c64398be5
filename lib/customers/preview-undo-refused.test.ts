import { describe, expect, test } from "vitest";
import { COMP_ID, callOf, comp, iso } from "@/lib/operations/bodies.fixture";
import { GRANTED, send } from "@/lib/operations/undo/undo.fixture";
import {
  agentOf,
  fillForm,
  lead,
  newCustomer,
  openWorld,
  passTime,
  plan as planFault,
  recheckOperation,
  writeOperation,
} from "@/lib/operations/world.fixture";
import { act, formOf, look, readWhy } from "./preview-undo.fixture";

const { env } = await import("@/lib/env");
const { previewUndo } = await import("./preview-undo");
const app = env.apps[0] as (typeof env.apps)[number];

const DAY = 86_400_000;
const booked = {
  ...comp("700", 0, 60),
  store: "app_store",
  store_product_id: "premium_monthly",
  price: { country: "US", currency: "USD", value: 9 },
};

async function loseGrant(customer: Awaited<ReturnType<typeof newCustomer>>) {
  await planFault({ mode: "reset", when: "before", match: callOf["access.grant"] });
  const input = await fillForm("access.grant", customer, { body: GRANTED });
  await writeOperation("access.grant", lead, input);
  return input.target.operationId;
}

describe("an undo that is not offered says why, and hands out no plan:", () => {
  test("nothing is recorded under the id, or it is another customer's", async () => {
    await openWorld();
    const [one, other] = [await newCustomer(), await newCustomer()];
    const id = await act("access.grant", one, { body: GRANTED });
    for (const undoes of [id, crypto.randomUUID()]) {
      const answer = await look(other, undoes);
      expect(answer).toMatchObject({ why: "Nothing of this customer is recorded under this id." });
      expect(answer.about).toBeUndefined();
      expect(answer).not.toHaveProperty("preview");
    }
  });

  test("it was undone already, or that is not confirmed yet", async () => {
    await openWorld();
    const [one, other] = [await newCustomer({ transactions: [] }), await newCustomer({ transactions: [] })];
    const undone = await act("comp.grant", one);
    await send(await formOf(one, undone, "comp.undo"));
    expect(await readWhy(one, undone)).toBe("lead@example.com undid it already.");
    const open = await act("access.grant", other, { body: GRANTED });
    await planFault({ mode: "reset", when: "before", match: callOf["access.revoke"] });
    await send(await formOf(other, open, "access.revoke"));
    expect(await readWhy(other, open)).toBe("lead@example.com is undoing it just now: it is not confirmed yet.");
  });

  test("it is not confirmed, and then it was not done", async () => {
    await openWorld();
    const customer = await newCustomer({ transactions: [] });
    const id = await loseGrant(customer);
    expect(await readWhy(customer, id)).toBe("It is not confirmed yet. Once it is, it can be undone.");
    passTime(60_000);
    await recheckOperation(id);
    expect(await readWhy(customer, id)).toBe("It was not done, so there is nothing to undo.");
  });

  test("what it was is erased", async () => {
    const { db } = await openWorld();
    const customer = await newCustomer({ transactions: [] });
    const id = await act("access.grant", customer, { body: GRANTED });
    await db
      .updateTable("operation")
      .set({ erased_at: iso(0) })
      .where("id", "=", id)
      .execute();
    expect(await readWhy(customer, id)).toContain("was erased");
  });

  test("it booked revenue, corrected a transaction, or was a comp taken back or given back", async () => {
    await openWorld();
    const customer = await newCustomer({ transactions: [comp(COMP_ID, -5, 25)] });
    const ended = await act("comp.end", customer);
    const reopen = await formOf(customer, ended, "comp.reopen");
    await send(reopen);
    expect(await readWhy(customer, reopen.target.operationId)).toContain("ended again like any other");
    const given = await act("comp.grant", customer);
    const back = await formOf(customer, given, "comp.undo");
    await send(back);
    expect(await readWhy(customer, back.target.operationId)).toContain("A comp that was taken back stays so.");
    const free = comp("free-2", -1, 20);
    await act("transaction.set", customer, { body: free });
    const corrected = await act("transaction.set", customer, { body: { ...free, expires_at: iso(10) } });
    expect(await readWhy(customer, corrected)).toContain("A correction cannot be undone");
    expect(await readWhy(customer, await act("transaction.set", customer, { body: booked }))).toContain(
      "A transaction that books revenue cannot be undone",
    );
  });

  test("it has ended by itself", async () => {
    await openWorld();
    const customer = await newCustomer({ transactions: [] });
    const id = await act("comp.grant", customer);
    passTime(45 * DAY);
    expect(await readWhy(customer, id)).toContain("has ended by itself");
  });

  test("the customer changed since, from here or elsewhere", async () => {
    await openWorld();
    const customer = await newCustomer({ transactions: [] });
    const id = await act("access.grant", customer, { body: { ...GRANTED, expires_at: iso(10) } });
    await act("access.grant", customer, { body: GRANTED, by: { ...lead, email: "zed@example.com" } });
    const answer = await look(customer, id);
    expect(answer).toMatchObject({
      about: { title: "Granted access" },
      why: expect.stringContaining(
        "Premium changed since. The last such change from here was made by zed@example.com.",
      ),
    });
  });

  test("their role may not do what it would do", async () => {
    await openWorld();
    const customer = await newCustomer({ transactions: [] });
    const id = await act("transaction.set", customer, { body: comp("free-3", -1, 20) });
    expect(await readWhy(customer, id, agentOf("agent"))).toBe(
      "Your role (agent) may not enter a transaction. A lead or an admin can.",
    );
  });

  test("it would end what was paid for", async () => {
    await openWorld();
    const customer = await newCustomer({ transactions: [] });
    const id = await act("access.grant", customer, { body: { ...GRANTED, expires_at: iso(70) } });
    await act("transaction.set", customer, { body: booked });
    expect(await readWhy(customer, id)).toContain("A paid period of this customer runs beyond that");
  });
});

test("a customer who cannot be read is a failure of the reading, and nothing is said of the undo", async () => {
  await openWorld();
  const customer = await newCustomer({ transactions: [] });
  const undoes = await act("access.grant", customer, { body: GRANTED });
  const read = await previewUndo(app, { profileId: crypto.randomUUID(), undoes }, lead);
  expect(read).toMatchObject({ ok: false, error: { code: "profile_does_not_exist" } });
});
