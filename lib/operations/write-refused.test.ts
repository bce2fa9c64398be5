import { describe, expect, test } from "vitest";
import { noLimits } from "@/lib/settings/limits";
import { callOf, comp, iso, names } from "./bodies.fixture";
import {
  agentOf,
  fillForm,
  findOperation,
  forget,
  lead,
  newCustomer,
  openWorld,
  plan,
  saveSettings,
  sentFor,
  writeOperation,
} from "./world.fixture";

const notSent = (code: string) => ({ ok: false, error: { outcome: "not_sent", code } });
const agent = agentOf("agent");

async function countRows({ db }: Awaited<ReturnType<typeof openWorld>>): Promise<number> {
  return (await db.selectFrom("operation").select("id").execute()).length;
}

describe("nothing is sent and nothing recorded", () => {
  test.each(names)("when the customer changed since the form was opened: %s", async (name) => {
    const world = await openWorld();
    const customer = await newCustomer();
    const input = await fillForm(name, customer);
    await writeOperation("access.grant", lead, await fillForm("access.grant", customer));
    await writeOperation("profile.update", lead, await fillForm("profile.update", customer));
    await forget();
    expect(await writeOperation(name, lead, input)).toMatchObject(notSent("changed_since"));
    expect((await sentFor(customer)).bodies).toEqual([]);
    expect(await countRows(world)).toBe(2);
    const fresh = await fillForm(name, customer);
    const again = { ...input, target: { ...input.target, seen: fresh.target.seen } };
    expect(await writeOperation(name, lead, again)).toMatchObject({ ok: true });
  });

  test.each([
    ["store_account_token", "00000000-0000-4000-8000-00000000beef"],
    ["installation_meta", { device_id: "forged" }],
  ])("of an agent's edit that forges the field %s, a legal one beside it", async (field, value) => {
    const world = await openWorld();
    const customer = await newCustomer();
    await forget();
    const input = await fillForm("profile.update", customer, { body: { first_name: "Zoë", [field]: value } });
    const refused = await writeOperation("profile.update", agent, input);
    expect(refused).toMatchObject(notSent("not_allowed"));
    expect(refused).toMatchObject({
      error: { message: expect.stringMatching(/A lead or an admin can\. Nothing was sent/) },
    });
    expect((await sentFor(customer)).bodies).toEqual([]);
    expect(await countRows(world)).toBe(0);
    expect(await writeOperation("profile.update", lead, input)).toMatchObject({ ok: true });
  });

  test("in an app that this console does not know", async () => {
    const world = await openWorld();
    const input = await fillForm("access.grant", await newCustomer());
    const elsewhere = { ...input, target: { ...input.target, app: "acme-web" } };
    expect(await writeOperation("access.grant", lead, elsewhere)).toMatchObject(notSent("unknown_app"));
    expect(await countRows(world)).toBe(0);
  });

  test("to a profile of another app, or one that is gone", async () => {
    const world = await openWorld();
    const android = await newCustomer({}, "acme-android");
    const input = await fillForm("access.grant", android);
    const elsewhere = { ...input, target: { ...input.target, app: "acme-ios" } };
    await forget();
    expect(await writeOperation("access.grant", lead, elsewhere)).toMatchObject(notSent("profile_does_not_exist"));
    expect((await sentFor(android)).bodies).toEqual([]);
    expect(await countRows(world)).toBe(0);
  });

  test("when Adapty answers with another customer", async () => {
    const world = await openWorld();
    const customer = await newCustomer();
    const input = await fillForm("access.grant", customer);
    const body = { data: { profile_id: (await newCustomer()).profileId } };
    await forget();
    await plan({ mode: "json", body, when: "before", match: { method: "GET" } });
    expect(await writeOperation("access.grant", lead, input)).toMatchObject(notSent("identity_mismatch"));
    expect((await sentFor(customer)).bodies).toEqual([]);
    expect(await countRows(world)).toBe(0);
  });

  test.each([
    ["a reason that is not the team's", { reason: "BECAUSE" }, "reason"],
    ["no note where the reason asks for one", { reason: "OTHER" }, "note"],
    ["a note of nothing but spaces", { reason: "OTHER", note: " \n\t" }, "note"],
  ])("with %s", async (_, why, field) => {
    const world = await openWorld();
    const customer = await newCustomer();
    await forget();
    for (const name of names) {
      const refused = await writeOperation(name, lead, await fillForm(name, customer, { why }));
      expect(refused).toMatchObject({ error: { outcome: "not_sent", code: "invalid_input", fields: [{ field }] } });
    }
    expect((await sentFor(customer)).bodies).toEqual([]);
    expect(await countRows(world)).toBe(0);
  });

  test.each([
    ["a price", { price: { country: "US", currency: "USD", value: 59.99 } }],
    ["another product", { store_product_id: "premium_annual" }],
    ["another store", { store: "app_store" }],
    ["renewal", { renew_status: true }],
    ["a date in the past", { purchased_at: iso(-9), originally_purchased_at: iso(-9) }],
    ["somebody's paid subscription to continue", { store_original_transaction_id: "100" }],
  ])("as a comp with %s, though the agent may grant comps", async (_, changes) => {
    const world = await openWorld();
    const customer = await newCustomer({
      transactions: [{ ...comp("100", -5, 25), store_product_id: "premium_monthly", store: "app_store" }],
    });
    const operationId = crypto.randomUUID();
    const body = { ...comp("comp_abcdefghij", 0, 9), ...changes };
    const input = await fillForm("comp.grant", customer, { operationId, body });
    expect(await writeOperation("comp.grant", agent, input)).toMatchObject(notSent("not_allowed"));
    expect((await sentFor(customer)).bodies).toEqual([]);
    expect(await countRows(world)).toBe(0);
  });

  test.each([
    ["without an end", null],
    ["for a hundred years", iso(36_500)],
  ])("as access %s, unless the role may give it for life", async (_, expires_at) => {
    await openWorld();
    await saveSettings({ limits: noLimits });
    const body = { access_level_id: "premium", expires_at };
    const form = async () => fillForm("access.grant", await newCustomer(), { body });
    expect(await writeOperation("access.grant", agent, await form())).toMatchObject({
      error: {
        code: "needs_approval",
        approvable: true,
        message: expect.stringContaining("may not grant lifetime access"),
      },
    });
    expect(await writeOperation("access.grant", lead, await form())).toMatchObject({ ok: true });
  });

  test("to an access level that the team does not give and the customer does not have", async () => {
    await openWorld();
    const admin = agentOf("admin");
    const form = async (access_level_id: string) =>
      fillForm("access.grant", await newCustomer(), { body: { access_level_id, expires_at: iso(40) } });
    expect(await writeOperation("access.grant", admin, await form("gold"))).toMatchObject(notSent("not_allowed"));
    await saveSettings({ grantables: [] });
    expect(await writeOperation("access.grant", admin, await form("sports"))).toMatchObject(notSent("not_allowed"));
    expect(await writeOperation("access.grant", admin, await form("premium"))).toMatchObject({ ok: true });
  });
});

describe("ending access that was paid for", () => {
  const month = { ...comp("100", -5, 25), store: "app_store", store_product_id: "premium_monthly", renew_status: true };
  const grants = [{ access_level_id: "premium", expires_at: iso(40) }];

  test.each([
    ["bought", { transactions: [month] }, /^This access was bought, or may have been/],
    ["given beside a paid period", { transactions: [month], grants }, /^A paid period runs beside this comp/],
  ])("is sent only for who says to know what it means, when it was %s", async (_, seed, sentence) => {
    const world = await openWorld();
    const customer = await newCustomer(seed);
    const input = await fillForm("access.revoke", customer);
    await forget();
    expect(await writeOperation("access.revoke", lead, input)).toMatchObject({
      error: { outcome: "not_sent", code: "not_allowed", message: expect.stringMatching(sentence) },
    });
    expect((await sentFor(customer)).bodies).toEqual([]);
    expect(await countRows(world)).toBe(0);

    const knowing = await fillForm("access.revoke", customer, { acknowledged: true });
    expect(await writeOperation("access.revoke", lead, knowing)).toMatchObject({ ok: true });
    expect((await sentFor(customer)).bodies).toEqual([JSON.stringify(input.body)]);
  });
});

test("a profile that is deleted between the last look and the sending is refused by Adapty, and so recorded", async () => {
  await openWorld();
  const customer = await newCustomer();
  const input = await fillForm("access.grant", customer);
  const gone = {
    errors: [{ source: null, errors: ["Profile not found"] }],
    error_code: "profile_does_not_exist",
    status_code: 404,
  };
  await plan({ mode: "status", status: 404, body: gone, when: "before", match: callOf["access.grant"] });
  expect(await writeOperation("access.grant", lead, input)).toMatchObject({
    error: { outcome: "refused", code: "profile_does_not_exist" },
  });
  expect(await findOperation(input.target.operationId)).toMatchObject({ state: "rejected" });
});
