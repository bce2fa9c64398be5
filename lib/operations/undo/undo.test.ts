import { describe, expect, it } from "vitest";
import { comp, iso } from "../bodies.fixture";
import { findOperation, newCustomer, openWorld, readCustomer, sentFor } from "../world.fixture";
import { act, agent, GRANTED, levelOf, shown, undo } from "./undo.fixture";

describe("undoing what was done from here", () => {
  it("ends a grant at once where there was no access before", async () => {
    await openWorld();
    const customer = await newCustomer({ transactions: [] });
    const id = await act("access.grant", customer, { body: GRANTED });
    const { name, answer, form } = await undo(customer, id, "access.revoke");
    expect(answer).toMatchObject({ ok: true });
    expect(name).toBe("access.revoke");
    expect(Date.parse((await levelOf(customer))?.expires_at ?? "")).toBeLessThanOrEqual(Date.now() + 1000);
    expect(await findOperation(form.target.operationId)).toMatchObject({ undoes: id, state: "applied" });
  });

  it("puts the end of an extended grant back to where it was", async () => {
    await openWorld();
    const customer = await newCustomer({ transactions: [] });
    await act("access.grant", customer, { body: { access_level_id: "premium", expires_at: iso(10) } });
    const before = await shown(customer);
    const id = await act("access.grant", customer, { body: GRANTED });
    expect((await undo(customer, id, "access.revoke")).answer).toMatchObject({ ok: true });
    expect(await shown(customer)).toEqual(before);
  });

  it("spares what was paid for when it takes back a grant that went beyond it", async () => {
    await openWorld();
    const paid = {
      ...comp("700", -5, 20),
      store: "app_store",
      store_product_id: "premium_monthly",
      renew_status: true,
    };
    const customer = await newCustomer({ transactions: [paid] });
    const before = await shown(customer);
    const id = await act("access.grant", customer, { body: GRANTED });
    expect((await undo(customer, id, "access.revoke")).answer).toMatchObject({ ok: true });
    expect(await shown(customer)).toEqual(before);
  });

  it("does not take back a grant when that would end a paid period that was bought since", async () => {
    await openWorld();
    const customer = await newCustomer({ transactions: [] });
    const id = await act("access.grant", customer, { body: GRANTED });
    await act("transaction.set", customer, {
      body: {
        ...comp("701", 0, 30),
        store: "app_store",
        store_product_id: "premium_monthly",
        price: { country: "US", currency: "USD", value: 9 },
      },
    });
    const { answer } = await undo(customer, id, "access.revoke");
    expect(answer).toMatchObject({ ok: false, error: { outcome: "not_sent", code: "not_allowed" } });
    expect((await levelOf(customer))?.expires_at).toBe(GRANTED.expires_at);
  });

  it("gives back what was ended, until it would have ended", async () => {
    await openWorld();
    const customer = await newCustomer({ transactions: [] });
    await act("access.grant", customer, { body: GRANTED });
    const before = await shown(customer);
    const id = await act("access.revoke", customer);
    expect(await shown(customer)).not.toEqual(before);
    const { name, answer } = await undo(customer, id, "access.grant");
    expect(answer).toMatchObject({ ok: true });
    expect(name).toBe("access.grant");
    expect(await shown(customer)).toEqual(before);
  });

  it("takes a comp subscription back by sending its own transaction again, as refunded", async () => {
    await openWorld();
    const customer = await newCustomer({ transactions: [] });
    const id = await act("comp.grant", customer);
    const { answer, name } = await undo(customer, id, "comp.undo");
    expect(answer).toMatchObject({ ok: true });
    expect(name).toBe("comp.undo");
    const [sent, again] = (await sentFor(customer)).bodies.slice(-2).map((body) => JSON.parse(body));
    expect(again).toEqual({ ...sent, refunded_at: expect.any(String), cancellation_reason: "refund" });
    expect((await readCustomer(customer)).subscriptions).toHaveLength(1);
    expect(Date.parse((await levelOf(customer))?.expires_at ?? "")).toBeLessThanOrEqual(Date.now() + 1000);
  });

  it("gives a comp back the end that it had before it was ended", async () => {
    await openWorld();
    const customer = await newCustomer();
    const before = await shown(customer);
    const id = await act("comp.end", customer);
    const { answer, name } = await undo(customer, id, "comp.reopen");
    expect(answer).toMatchObject({ ok: true });
    expect(name).toBe("comp.reopen");
    expect(await shown(customer)).toEqual(before);
  });

  it("sets attributes back: changed, added and deleted ones", async () => {
    await openWorld();
    const customer = await newCustomer({
      custom_attributes: [
        { key: "plan", value: "old" },
        { key: "score", value: 7 },
      ],
    });
    const before = await shown(customer);
    const id = await act("profile.update", customer, {
      body: {
        custom_attributes: [
          { key: "plan", value: "new" },
          { key: "score", value: "" },
          { key: "vip", value: 1 },
        ],
      },
    });
    const { answer } = await undo(customer, id, "profile.update", agent);
    expect(answer).toMatchObject({ ok: true });
    expect(await shown(customer)).toEqual(before);
  });

  it("sets a field that Adapty never answers back to what was last set from here, and leaves alone what nobody knows", async () => {
    await openWorld();
    const customer = await newCustomer();
    await act("profile.update", customer, { body: { first_name: "Zoë" } });
    const id = await act("profile.update", customer, { body: { first_name: "Zoe", last_name: "Martin" } });
    expect((await undo(customer, id, "profile.update")).answer).toMatchObject({ ok: true });
    const { bodies } = await sentFor(customer);
    expect(JSON.parse(bodies.at(-1) ?? "")).toEqual({ first_name: "Zoë" });
  });

  it("marks a transaction that cost nothing as refunded", async () => {
    await openWorld();
    const customer = await newCustomer({ transactions: [] });
    const id = await act("transaction.set", customer, { body: comp("free-1", -1, 20) });
    const { answer } = await undo(customer, id, "transaction.set");
    expect(answer).toMatchObject({ ok: true });
    expect((await readCustomer(customer)).subscriptions?.[0]).toMatchObject({ cancellation_reason: "refund" });
  });

  it("is undone itself like anything else: an ended grant is given back", async () => {
    await openWorld();
    const customer = await newCustomer({ transactions: [] });
    const id = await act("access.grant", customer, { body: GRANTED });
    const before = await shown(customer);
    const { form } = await undo(customer, id, "access.revoke");
    const again = await undo(customer, form.target.operationId, "access.grant");
    expect(again.answer).toMatchObject({ ok: true });
    expect(await shown(customer)).toEqual(before);
  });
});
