import { describe, expect, it } from "vitest";
import { COMP_ID, callOf, comp, iso, paid } from "../bodies.fixture";
import {
  agentOf,
  fillForm,
  newCustomer,
  openWorld,
  passTime,
  plan as planFault,
  readCustomer,
  writeOperation,
} from "../world.fixture";
import { act, formOf, GRANTED, lead, levelOf, send, undo } from "./undo.fixture";

const DAY = 86_400_000;
const until = (days: number) => ({ access_level_id: "premium", expires_at: iso(days) });
const endOfPremium = async (customer: Parameters<typeof levelOf>[0]) => (await levelOf(customer))?.expires_at;

describe("what runs beside what is undone", () => {
  it("a comp that was given since, and that Adapty does not show, is not ended with a grant", async () => {
    await openWorld();
    const customer = await newCustomer({ transactions: [] });
    const id = await act("access.grant", customer, { body: GRANTED });
    await act("comp.grant", customer);
    const { answer } = await undo(customer, id, "access.revoke");
    expect(answer).toHaveProperty("error.message", expect.stringContaining("A comp of this customer runs beyond that"));
    expect(await endOfPremium(customer)).toBe(GRANTED.expires_at);
  });

  it("a comp that was given back behind a grant is not ended with it", async () => {
    await openWorld();
    const customer = await newCustomer();
    const ended = await act("comp.end", customer, {
      body: { ...comp(COMP_ID, -5, 25), expires_at: iso(0.01), cancellation_reason: "cancelled_by_developer" },
    });
    const granted = await act("access.grant", customer, { body: GRANTED });
    expect((await undo(customer, ended, "comp.reopen")).answer).toHaveProperty("error.code", "not_undone");
    expect((await undo(customer, granted, "access.revoke")).answer).toMatchObject({ ok: true });
  });

  it("of several purchases made since none is cut short", async () => {
    await openWorld();
    const customer = await newCustomer({ transactions: [comp(COMP_ID, -5, 20)] });
    const id = await act("access.grant", customer, { body: until(70) });
    await act("transaction.set", customer, { body: paid("801", -2, 65) });
    await act("transaction.set", customer, { body: paid("802", -1, 10) });
    const { answer } = await undo(customer, id, "access.revoke");
    expect(answer).toHaveProperty(
      "error.message",
      expect.stringContaining("A paid period of this customer runs beyond that"),
    );
    expect(await endOfPremium(customer)).toBe(iso(70));
  });

  it("a grant that takes over after a paid period is taken back, before it shows and after", async () => {
    await openWorld();
    const later = { access_level_id: "premium", starts_at: iso(20), expires_at: iso(50) };
    const [before, after] = await Promise.all(
      [0, 1].map((n) => newCustomer({ transactions: [paid(`90${n}`, -5, 20)] })),
    );
    if (!before || !after) throw new Error("There are two.");
    const ids = [await act("access.grant", before, { body: later }), await act("access.grant", after, { body: later })];
    expect((await undo(before, ids[0] ?? "", "access.revoke")).answer).toMatchObject({ ok: true });
    expect(await endOfPremium(before)).toBe(iso(20));
    passTime(21 * DAY);
    expect(await endOfPremium(before)).toBe(iso(20));
    expect(await endOfPremium(after)).toBe(iso(50));
    expect((await undo(after, ids[1] ?? "", "access.revoke")).answer).toMatchObject({ ok: true });
    expect(Date.parse((await endOfPremium(after)) ?? "")).toBeLessThanOrEqual(Date.now() + 1000);
  });

  it("what gives no more than there was is told so", async () => {
    await openWorld();
    const customer = await newCustomer({ transactions: [paid("910", -5, 30)] });
    const id = await act("access.grant", customer, { body: until(20) });
    const { answer } = await undo(customer, id, "access.revoke");
    expect(answer).toHaveProperty(
      "error.message",
      expect.stringContaining("It gives nothing beyond the access to Premium"),
    );
  });

  it("a comp that was ended for good meanwhile is not given back by undoing that it was shortened", async () => {
    await openWorld();
    const customer = await newCustomer();
    const id = await act("comp.end", customer, {
      body: { ...comp(COMP_ID, -5, 25), expires_at: iso(10), cancellation_reason: "cancelled_by_developer" },
    });
    await act("access.revoke", customer, { by: agentOf("lead", "zed") });
    const { answer } = await undo(customer, id, "comp.reopen");
    expect(answer).toHaveProperty("error.message", expect.stringContaining("Premium changed since."));
  });

  it("a comp that a grant extended is taken back after that grant, not before", async () => {
    await openWorld();
    const customer = await newCustomer({ transactions: [] });
    const given = await act("comp.grant", customer);
    const extended = await act("access.grant", customer, { body: GRANTED });
    expect((await undo(customer, given, "comp.undo")).answer).toHaveProperty("error.code", "not_undone");
    expect((await undo(customer, extended, "access.revoke")).answer).toMatchObject({ ok: true });
    expect((await undo(customer, given, "comp.undo")).answer).toMatchObject({ ok: true });
    expect((await readCustomer(customer)).subscriptions?.[0]).toMatchObject({ cancellation_reason: "refund" });
  });
});

describe("a field that Adapty never answers", () => {
  const name = async (customer: Awaited<ReturnType<typeof newCustomer>>, first_name: string) =>
    act("profile.update", customer, { body: { first_name } });

  it("is undone by the same form again when nobody knows whether its first sending arrived", async () => {
    await openWorld();
    const customer = await newCustomer();
    await name(customer, "Zoë");
    const id = await name(customer, "Zoe");
    const form = await formOf(customer, id, "profile.update");
    await planFault({ mode: "reset", when: "before", match: callOf["profile.update"] });
    expect((await send(form)).answer).toMatchObject({ ok: false, error: { outcome: "unknown" } });
    passTime(61_000);
    expect((await send(form)).answer).toMatchObject({ ok: true });
  });

  it("is undone step by step: what stands there is what each left", async () => {
    await openWorld();
    const customer = await newCustomer();
    await name(customer, "One");
    const second = await name(customer, "Two");
    const third = await name(customer, "Three");
    expect((await undo(customer, third, "profile.update")).answer).toMatchObject({ ok: true });
    expect((await undo(customer, second, "profile.update")).answer).toMatchObject({ ok: true });
  });

  it("does not get back what may never have arrived", async () => {
    await openWorld();
    const customer = await newCustomer();
    await planFault({ mode: "reset", when: "before", match: callOf["profile.update"] });
    await writeOperation(
      "profile.update",
      lead,
      await fillForm("profile.update", customer, { body: { first_name: "Lost" } }),
    );
    passTime(61_000);
    const id = await name(customer, "Zoe");
    const { answer } = await undo(customer, id, "profile.update");
    expect(answer).toHaveProperty(
      "error.message",
      expect.stringContaining("What stood there before is not known here"),
    );
    expect((await readCustomer(customer)).profile_id).toBe(customer.profileId);
  });
});
