import { describe, expect, test } from "vitest";
import { COMP_ID, comp, iso } from "@/lib/operations/bodies.fixture";
import { GRANTED } from "@/lib/operations/undo/undo.fixture";
import { agentOf, countCalls, forget, newCustomer, openWorld, sentFor } from "@/lib/operations/world.fixture";
import { act, look, lookAtPreview, openPlan } from "./preview-undo.fixture";

const ms = (days: number) => Date.parse(iso(days));
const until = (days: number) => ["Premium", " until ", { instant: ms(days) }];
const none = ["No access to Premium"];
const paid = { ...comp("600", -5, 25), store: "app_store", store_product_id: "premium_monthly" };

describe("what an undo would do is shown before it is sent:", () => {
  test("of a grant, that it ends", async () => {
    await openWorld();
    const customer = await newCustomer({ transactions: [] });
    const id = await act("access.grant", customer, { body: GRANTED });
    const answer = await look(customer, id);
    expect(answer).toMatchObject({
      about: { title: "Granted access", said: until(50), by: "lead@example.com", at: expect.any(String) },
      page: { view: { profileId: customer.profileId } },
      preview: {
        operation: "access.revoke",
        levelId: "premium",
        button: "End Premium now",
        changes: [{ what: "Premium", now: until(50), after: ["Premium ended ", { instant: expect.any(Number) }] }],
        leaves: [["What was granted stays counted towards the limits."]],
      },
    });
  });

  test("of a grant that extended, that its end is put back", async () => {
    await openWorld();
    const customer = await newCustomer({ transactions: [] });
    await act("access.grant", customer, { body: { ...GRANTED, expires_at: iso(10) } });
    const id = await act("access.grant", customer, { body: GRANTED });
    expect(await lookAtPreview(customer, id)).toMatchObject({
      button: "Set Premium back",
      until: ms(10),
      changes: [{ now: until(50), after: until(10) }],
    });
  });

  test("of an end, that the access is given back, for life too", async () => {
    await openWorld();
    const [dated, lasting] = await Promise.all(
      [iso(50), null].map((expires_at) =>
        newCustomer({ transactions: [], grants: [{ access_level_id: "premium", expires_at }] }),
      ),
    );
    if (!dated || !lasting) throw new Error("There are two.");
    expect(await lookAtPreview(dated, await act("access.revoke", dated))).toMatchObject({
      operation: "access.grant",
      button: "Give Premium back",
      until: ms(50),
      changes: [{ after: until(50) }],
    });
    expect(await lookAtPreview(lasting, await act("access.revoke", lasting))).toMatchObject({
      button: "Give Premium back for life",
      changes: [{ after: ["Premium", " for life"] }],
    });
  });

  test("of a comp, that it is refunded and no money moves", async () => {
    await openWorld();
    const customer = await newCustomer({ transactions: [] });
    const preview = await lookAtPreview(customer, await act("comp.grant", customer));
    expect(preview).toMatchObject({
      operation: "comp.undo",
      button: "Take the comp back",
      changes: [
        { what: "Premium", now: until(40), after: none },
        { what: "This comp", now: ["given"], after: ["taken back, as refunded"] },
      ],
    });
    expect(preview.leaves.join(" ")).toContain("No money moves");
  });

  test("of a comp's end, that it runs on", async () => {
    await openWorld();
    const customer = await newCustomer();
    expect(await lookAtPreview(customer, await act("comp.end", customer))).toMatchObject({
      operation: "comp.reopen",
      button: "Give the comp back",
      changes: [{ after: until(25) }, { what: "This comp", now: ["ended"], after: ["runs on"] }],
    });
  });

  test("of a transaction that cost nothing, that it is refunded", async () => {
    await openWorld();
    const customer = await newCustomer({ transactions: [] });
    const id = await act("transaction.set", customer, { body: comp("free-1", -1, 20) });
    expect(await lookAtPreview(customer, id)).toMatchObject({
      operation: "transaction.set",
      button: "Mark it as refunded",
      changes: [{ after: none }, { what: "This transaction", now: ["booked"], after: ["refunded"] }],
    });
  });

  test("of an edit, what is sent: what is masked is not shown, and what nobody knows is told", async () => {
    await openWorld();
    const customer = await newCustomer();
    await act("profile.update", customer, { body: { email: "old@customer.example" } });
    const id = await act("profile.update", customer, {
      body: {
        email: "new@customer.example",
        last_name: "Martin",
        custom_attributes: [{ key: "plan", value: "new" }],
      },
    });
    const preview = await lookAtPreview(customer, id, agentOf("agent"));
    expect(preview).toMatchObject({
      operation: "profile.update",
      button: "Set it back",
      changes: [],
      edit: { email: "••••", custom_attributes: [{ key: "plan", value: "old" }] },
    });
    expect(preview.leaves.flat().join(" ")).toMatch(/last set from here before: e-mail\..*stays as it is: last name\./);
    expect(JSON.stringify(preview)).not.toContain("old@customer.example");
  });
});

describe("of a comp that is taken back it is shown what goes on without it:", () => {
  test("a grant that was undone, and cut back to where the comp ended", async () => {
    await openWorld();
    const customer = await newCustomer({ transactions: [] });
    const given = await act("comp.grant", customer);
    await act("access.grant", customer, { body: GRANTED });
    await act("access.revoke", customer, { body: { access_level_id: "premium", revoke_at: iso(40) } });
    const { changes, leaves } = await lookAtPreview(customer, given);
    expect(changes[0]).toEqual({ what: "Premium", now: until(40), after: until(40) });
    expect(leaves[0]).toEqual([
      "Premium was granted from here too, apart from this, and that access runs on",
      " until ",
      { instant: ms(40) },
      ". If it is to end as well, end it by hand afterwards.",
    ]);
  });

  test("a shorter grant that the comp hides", async () => {
    await openWorld();
    const customer = await newCustomer({ transactions: [] });
    const given = await act("comp.grant", customer);
    await act("access.grant", customer, { body: { ...GRANTED, expires_at: iso(20) } });
    expect((await lookAtPreview(customer, given)).changes[0]?.after).toEqual(until(20));
  });

  test("something bought since: how long Adapty says then is not promised", async () => {
    await openWorld();
    const customer = await newCustomer({ transactions: [] });
    const given = await act("comp.grant", customer);
    await act("transaction.set", customer, { body: { ...paid, price: { ...paid.price, value: 9 } } });
    const { changes, leaves } = await lookAtPreview(customer, given);
    expect(changes.map(({ what }) => what)).toEqual(["This comp"]);
    expect(leaves[0]).toEqual([
      "Something else that this customer has runs too. Where it gives Premium, that access goes on.",
    ]);
  });

  test("what there was before it", async () => {
    await openWorld();
    const customer = await newCustomer({ transactions: [comp(COMP_ID, -5, 25)] });
    const { changes, leaves } = await lookAtPreview(customer, await act("comp.grant", customer));
    expect(changes[0]?.after).toEqual(until(25));
    expect(leaves[0]?.join("")).toContain("Analytics");
  });
});

describe("a look at an undo", () => {
  test("costs one call to Adapty, and sends nothing", async () => {
    await openWorld();
    const customer = await newCustomer({ transactions: [] });
    const id = await act("comp.grant", customer);
    const { bodies } = await sentFor(customer);
    await forget();
    await look(customer, id);
    expect(await countCalls()).toEqual({ "GET /api/v2/server-side-api/profile/": 1 });
    expect(bodies).toHaveLength(1);
  });

  test("hands out what is sent sealed, for this very operation, and with what is masked", async () => {
    await openWorld();
    const customer = await newCustomer();
    await act("profile.update", customer, { body: { email: "old@customer.example" } });
    const id = await act("profile.update", customer, { body: { email: "new@customer.example" } });
    const { plan } = await lookAtPreview(customer, id, agentOf("agent"));
    expect(openPlan(plan, id)).toEqual({ name: "profile.update", body: { email: "old@customer.example" } });
    expect(openPlan(plan, crypto.randomUUID())).toBeNull();
    expect(openPlan(`${plan.slice(0, -2)}AA`, id)).toBeNull();
    expect(plan).not.toContain("old@");
  });
});
