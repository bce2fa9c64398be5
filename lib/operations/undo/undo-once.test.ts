import { describe, expect, it } from "vitest";
import { addAccount } from "@/lib/approvals/approvals.fixture";
import { callOf } from "../bodies.fixture";
import {
  agentOf,
  findOperation,
  newCustomer,
  openWorld,
  passTime,
  plan as planFault,
  readCustomer,
  sentFor,
} from "../world.fixture";
import { act, formOf, GRANTED, send, shown } from "./undo.fixture";

const { settleDue } = await import("../settle-due");

describe("an undo", () => {
  it("is done once, however often its form is sent", async () => {
    await openWorld();
    const customer = await newCustomer({ transactions: [] });
    const id = await act("comp.grant", customer);
    const form = await formOf(customer, id, "comp.undo");
    const answers = await Promise.all([send(form), send(form), send(form)]);
    for (const { answer } of answers) expect(answer).toMatchObject({ ok: true });
    expect((await sentFor(customer)).bodies).toHaveLength(2);
  });

  it("is done once by two agents who undo the same at once", async () => {
    await openWorld();
    const customer = await newCustomer({ transactions: [] });
    const id = await act("comp.grant", customer);
    const forms = await Promise.all([formOf(customer, id, "comp.undo"), formOf(customer, id, "comp.undo")]);
    const answers = await Promise.all(forms.map((form, at) => send(form, agentOf("lead", `lead-${at}`))));
    expect(answers.filter(({ answer }) => answer.ok)).toHaveLength(1);
    expect((await sentFor(customer)).bodies).toHaveLength(2);
  });

  it("whose answer was lost is found done by reading back, not sent again", async () => {
    await openWorld();
    const customer = await newCustomer({ transactions: [] });
    const id = await act("comp.grant", customer);
    await planFault({ mode: "reset", when: "after", match: callOf["comp.undo"] });
    const form = await formOf(customer, id, "comp.undo");
    expect((await send(form)).answer).toMatchObject({ ok: true });
    expect((await sentFor(customer)).bodies).toHaveLength(2);
    expect((await readCustomer(customer)).subscriptions?.[0]).toMatchObject({ cancellation_reason: "refund" });
  });

  it("that did not arrive is sent once more by the console, the very same", async () => {
    const { db } = await openWorld();
    const mia = await addAccount(db, "lead", "mia");
    const customer = await newCustomer();
    const before = await shown(customer);
    const id = await act("comp.end", customer);
    await planFault({ mode: "reset", when: "before", match: callOf["comp.reopen"] });
    const form = await formOf(customer, id, "comp.reopen");
    expect((await send(form, mia)).answer).toMatchObject({ ok: false, error: { outcome: "unknown" } });
    passTime(60_000);
    await settleDue();
    expect(await findOperation(form.target.operationId)).toMatchObject({ state: "applied", attempts: 2, undoes: id });
    const { bodies } = await sentFor(customer);
    expect(bodies.at(-1)).toBe(bodies.at(-2));
    expect(await shown(customer)).toEqual(before);
  });

  it("that is not confirmed yet keeps a second one from being made", async () => {
    await openWorld();
    const customer = await newCustomer({ transactions: [] });
    const id = await act("access.grant", customer, { body: GRANTED });
    await planFault({ mode: "reset", when: "before", match: callOf["access.revoke"] });
    await send(await formOf(customer, id, "access.revoke"));
    const { answer } = await send(await formOf(customer, id, "access.revoke"));
    expect(answer).toHaveProperty(
      "error.message",
      expect.stringContaining("is undoing it just now: it is not confirmed yet."),
    );
  });
});
