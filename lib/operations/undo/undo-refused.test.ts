import { describe, expect, it } from "vitest";
import { COMP_ID, callOf, comp, iso } from "../bodies.fixture";
import {
  agentOf,
  fillForm,
  newCustomer,
  openWorld,
  passTime,
  plan as planFault,
  recheckOperation,
  saveSettings,
  sentFor,
  writeOperation,
} from "../world.fixture";
import { act, agent, formOf, GRANTED, lead, send, undo } from "./undo.fixture";

const DAY = 86_400_000;

describe("what is not undone", () => {
  it("refuses when the customer changed since, says by whom, and sends nothing", async () => {
    await openWorld();
    const customer = await newCustomer({ transactions: [] });
    const id = await act("access.grant", customer, { body: { access_level_id: "premium", expires_at: iso(10) } });
    await act("access.grant", customer, { body: GRANTED, by: agentOf("lead", "other-lead") });
    const before = await sentFor(customer);
    const { answer } = await undo(customer, id, "access.revoke");
    expect(answer).toMatchObject({ ok: false, error: { outcome: "not_sent", code: "not_undone" } });
    expect(answer).toHaveProperty(
      "error.message",
      expect.stringContaining("Premium changed since. The last such change from here was made by lead@example.com."),
    );
    expect(await sentFor(customer)).toEqual(before);
  });

  it("refuses when an attribute has another value by now", async () => {
    await openWorld();
    const customer = await newCustomer();
    const id = await act("profile.update", customer, { body: { custom_attributes: [{ key: "plan", value: "new" }] } });
    await act("profile.update", customer, { body: { custom_attributes: [{ key: "plan", value: "newer" }] } });
    const { answer } = await undo(customer, id, "profile.update");
    expect(answer).toHaveProperty("error.message", expect.stringContaining("plan changed since."));
  });

  it("refuses when a field that Adapty never answers was set again from here", async () => {
    await openWorld();
    const customer = await newCustomer();
    await act("profile.update", customer, { body: { first_name: "Zoë" } });
    const id = await act("profile.update", customer, { body: { first_name: "Zoe" } });
    await act("profile.update", customer, { body: { first_name: "Zo" } });
    const { answer } = await undo(customer, id, "profile.update");
    expect(answer).toHaveProperty("error.message", expect.stringContaining("first name changed since."));
  });

  it("refuses what was undone already", async () => {
    await openWorld();
    const customer = await newCustomer({ transactions: [] });
    const id = await act("comp.grant", customer);
    await undo(customer, id, "comp.undo");
    const { answer } = await undo(customer, id, "comp.undo");
    expect(answer).toHaveProperty("error.message", "lead@example.com undid it already.");
  });

  it("refuses a transaction that booked revenue, a correction, a refund and a comp taken back", async () => {
    await openWorld();
    const customer = await newCustomer();
    const paid = await act("transaction.set", customer);
    expect((await undo(customer, paid, "transaction.set")).answer).toHaveProperty(
      "error.message",
      expect.stringContaining("A transaction that books revenue cannot be undone"),
    );
    const free = await act("transaction.set", customer, { body: comp("free-2", -1, 20) });
    const corrected = await act("transaction.set", customer, { body: comp("free-2", -1, 10) });
    expect((await undo(customer, corrected, "transaction.set")).answer).toHaveProperty(
      "error.message",
      expect.stringContaining("A correction cannot be undone"),
    );
    expect((await undo(customer, free, "transaction.set")).answer).toHaveProperty(
      "error.message",
      expect.stringContaining("This transaction changed since."),
    );
  });

  it("refuses what has ended by itself, or would have by now", async () => {
    await openWorld();
    const customer = await newCustomer();
    const ended = await act("comp.end", customer);
    const granted = await act("comp.grant", customer);
    passTime(45 * DAY);
    expect((await undo(customer, granted, "comp.undo")).answer).toHaveProperty(
      "error.message",
      expect.stringContaining("has ended by itself"),
    );
    expect((await undo(customer, ended, "comp.reopen")).answer).toHaveProperty(
      "error.message",
      expect.stringContaining("would have ended by now"),
    );
  });

  it("refuses what is not confirmed, and what was not done", async () => {
    await openWorld();
    const customer = await newCustomer({ transactions: [] });
    await planFault({ mode: "reset", when: "before", match: callOf["access.grant"] });
    const input = await fillForm("access.grant", customer, { body: GRANTED });
    await writeOperation("access.grant", lead, input);
    const { answer } = await undo(customer, input.target.operationId, "access.revoke");
    expect(answer).toHaveProperty("error.message", expect.stringContaining("It is not confirmed yet."));
    passTime(60_000);
    await recheckOperation(input.target.operationId);
    const late = await undo(customer, input.target.operationId, "access.revoke");
    expect(late.answer).toHaveProperty("error.message", expect.stringContaining("It was not done"));
  });

  it("refuses an operation of another customer, and one that is recorded nowhere", async () => {
    await openWorld();
    const [one, other] = [await newCustomer({ transactions: [] }), await newCustomer({ transactions: [] })];
    const id = await act("access.grant", one, { body: GRANTED });
    for (const undoes of [id, crypto.randomUUID()]) {
      const { answer } = await undo(other, undoes, "access.revoke");
      expect(answer).toMatchObject({ ok: false, error: { code: "not_undone" } });
    }
    expect((await sentFor(other)).bodies).toEqual([]);
  });

  it("refuses a body that is not the undo of what it names, by whatever action it comes", async () => {
    await openWorld();
    const customer = await newCustomer();
    const id = await act("comp.end", customer);
    const input = await fillForm("comp.reopen", customer, { body: comp(COMP_ID, -5, 300) });
    const forged = { ...input, target: { ...input.target, undoes: id } };
    expect(await writeOperation("comp.reopen", lead, forged)).toMatchObject({
      ok: false,
      error: { code: "not_undone" },
    });
    expect(await writeOperation("comp.reopen", lead, input)).toMatchObject({
      ok: false,
      error: { code: "not_allowed" },
    });
  });

  it("is for who may do what it does", async () => {
    await openWorld();
    const customer = await newCustomer({ transactions: [] });
    const id = await act("transaction.set", customer, { body: comp("free-3", -1, 20) });
    const { answer } = await undo(customer, id, "transaction.set", agent);
    expect(answer).toMatchObject({ ok: false, error: { code: "forbidden" } });
  });

  it("counts what it gives back towards the limits of who undoes it", async () => {
    await openWorld();
    const customer = await newCustomer({ transactions: [] });
    await act("access.grant", customer, { body: GRANTED });
    const id = await act("access.revoke", customer);
    const { answer } = await undo(customer, id, "access.grant", agent);
    expect(answer).toMatchObject({ ok: false, error: { code: "over_limit", approvable: true } });
  });

  it("asks for a reason of its kind, and for a note that can be seen where that asks for one", async () => {
    await openWorld();
    await saveSettings({});
    const customer = await newCustomer({ transactions: [] });
    const id = await act("access.grant", customer, { body: GRANTED });
    for (const [why, field] of [
      [{ reason: "" }, "reason"],
      [{ reason: "ERASURE" }, "reason"],
      [{ reason: "<script>" }, "reason"],
      [{ note: "" }, "note"],
      [{ note: "\u200b \u2060\u00ad" }, "note"],
      [{ note: "a\u0000b" }, "note"],
    ] as const) {
      const { answer } = await send(await formOf(customer, id, "access.revoke", why));
      expect(answer).toMatchObject({ ok: false, error: { code: "invalid_input", fields: [{ field }] } });
    }
    expect((await sentFor(customer)).bodies).toHaveLength(1);
  });
});
