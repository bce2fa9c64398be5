import { describe, expect, test } from "vitest";
import { noLimits } from "@/lib/settings/limits";
import { callOf, iso } from "./bodies.fixture";
import {
  agentOf,
  fillForm,
  findOperation,
  lead,
  newCustomer,
  openWorld,
  passTime,
  plan,
  QUIET_MS,
  recheckOperation,
  saveSettings,
  sentFor,
  writeOperation,
} from "./world.fixture";

const agent = agentOf("agent");
const none = noLimits.agent;
const free = noLimits.lead;
const no = { errors: [{ source: "expires_at", errors: ["No."] }], error_code: "value_error", status_code: 400 };
/** newCustomer has premium for 25 more days. */
const until = (days: number) => ({ access_level_id: "premium", expires_at: iso(days) });

describe("limits", () => {
  test("a grant over the limit of the role is not sent, also when no form of the console would send it", async () => {
    await openWorld();
    await saveSettings({ limits: { agent: { ...none, daysPerGrant: 10 }, lead: { ...free, daysPerGrant: 100 } } });
    const customer = await newCustomer();
    const over = await writeOperation(
      "access.grant",
      agent,
      await fillForm("access.grant", customer, { body: until(36) }),
    );
    expect(over).toMatchObject({ ok: false, error: { outcome: "not_sent", code: "over_limit" } });
    expect(over.ok || over.error.message).toMatch(
      /an agent may give 10 days at once at most, this gives 11\..* Nothing was sent\.$/,
    );
    expect((await sentFor(customer)).bodies).toEqual([]);

    const comp = await writeOperation("comp.grant", agent, await fillForm("comp.grant", customer));
    expect(comp.ok || comp.error.message).toMatch(/this gives 15\./);
    expect((await sentFor(customer)).bodies).toEqual([]);
  });

  test("what is within the limit counts from the end that the customer has, and a lead may give more", async () => {
    await openWorld();
    await saveSettings({ limits: { agent: { ...none, daysPerGrant: 10 }, lead: { ...free, daysPerGrant: 100 } } });
    const customer = await newCustomer();
    const within = await fillForm("access.grant", customer, { body: until(35) });
    expect(await writeOperation("access.grant", agent, within)).toMatchObject({ ok: true });
    const more = await fillForm("access.grant", customer, { body: until(100) });
    expect(await writeOperation("access.grant", lead, more)).toMatchObject({ ok: true });
  });

  test("until an admin says otherwise, an agent gives 31 days at once and a lead a year", async () => {
    await openWorld();
    const grant = async (by: typeof agent, days: number) =>
      writeOperation("access.grant", by, await fillForm("access.grant", await newCustomer(), { body: until(days) }));
    expect(await grant(agent, 25 + 32)).toMatchObject({ error: { code: "over_limit", approvable: true } });
    expect(await grant(agent, 25 + 31)).toMatchObject({ ok: true });
    expect(await grant(lead, 25 + 367)).toMatchObject({ error: { code: "over_limit" } });
    expect(await grant(lead, 25 + 366)).toMatchObject({ ok: true });
  });

  test("without a limit nothing is counted", async () => {
    await openWorld();
    await saveSettings({ limits: noLimits });
    const form = await fillForm("access.grant", await newCustomer(), { body: until(2000) });
    expect(await writeOperation("access.grant", agent, form)).toMatchObject({ ok: true });
  });

  const perDay = (most: number) => saveSettings({ limits: { agent: { ...none, grantsPerDay: most }, lead: free } });
  const grantOnce = async (by = agent) =>
    writeOperation("access.grant", by, await fillForm("access.grant", await newCustomer()));

  test("of many grants sent at once the limit of the day lets through what is left, and no more", async () => {
    await openWorld();
    await perDay(3);
    expect(await grantOnce()).toMatchObject({ ok: true });
    expect(await grantOnce()).toMatchObject({ ok: true });
    const customers = await Promise.all(Array.from({ length: 50 }, () => newCustomer()));
    const forms = await Promise.all(customers.map((customer) => fillForm("access.grant", customer)));
    const answers = await Promise.all(forms.map((form) => writeOperation("access.grant", agent, form)));
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    for (const answer of answers.filter(({ ok }) => !ok)) {
      expect(answer).toMatchObject({ error: { outcome: "not_sent", code: "over_limit" } });
      expect(answer.ok || answer.error.message).toMatch(/an agent may make 3 grants a day.* Nothing was sent\.$/);
    }
    const sent = await Promise.all(customers.map(async (customer) => (await sentFor(customer)).bodies.length));
    expect(sent.reduce((all, one) => all + one)).toBe(1);
  });

  test("what is open counts, what surely did not arrive does not, and another day begins anew", async () => {
    await openWorld();
    await perDay(1);
    await plan({ mode: "status", status: 400, body: no, match: callOf["access.grant"] });
    expect(await grantOnce()).toMatchObject({ ok: false, error: { outcome: "refused" } });
    await plan({ mode: "reset", when: "before", match: callOf["access.grant"] });
    const lost = await fillForm("access.grant", await newCustomer());
    expect(await writeOperation("access.grant", agent, lost)).toMatchObject({ error: { outcome: "unknown" } });
    expect(await grantOnce()).toMatchObject({ ok: false, error: { code: "over_limit" } });
    expect(await findOperation(lost.target.operationId)).toMatchObject({ state: "unknown" });
    expect(await grantOnce(agentOf("agent", "another"))).toMatchObject({ ok: true });
    expect(await grantOnce(lead)).toMatchObject({ ok: true });
    passTime(86_400_000);
    expect(await grantOnce()).toMatchObject({ ok: true });
  });

  test("what was given up counts for as long as it may still land, and frees the day only for its own form", async () => {
    await openWorld();
    await perDay(1);
    const lost = await fillForm("comp.grant", await newCustomer());
    await plan({ mode: "reset", when: "before", match: callOf["comp.grant"] });
    expect(await writeOperation("comp.grant", agent, lost)).toMatchObject({ error: { outcome: "unknown" } });
    passTime(QUIET_MS + 1000);
    await recheckOperation(lost.target.operationId);
    expect(await findOperation(lost.target.operationId)).toMatchObject({ state: "not_applied" });
    expect(await grantOnce()).toMatchObject({ ok: false, error: { code: "over_limit" } });
    expect(await writeOperation("comp.grant", agent, lost)).toMatchObject({ ok: true });
    expect(await grantOnce()).toMatchObject({ ok: false, error: { code: "over_limit" } });
  });

  test("a form of yesterday that is sent again counts today", async () => {
    await openWorld();
    await perDay(1);
    const form = await fillForm("access.grant", await newCustomer());
    await plan({ mode: "reset", when: "before", match: callOf["access.grant"] });
    expect(await writeOperation("access.grant", agent, form)).toMatchObject({ ok: false });
    passTime(86_400_000);
    await writeOperation("access.grant", agent, form);
    expect(await writeOperation("access.grant", agent, form)).toMatchObject({ ok: true });
    expect(await grantOnce()).toMatchObject({ ok: false, error: { code: "over_limit" } });
  });

  test("a grant that starts later adds what it adds to a level that runs", async () => {
    await openWorld();
    await saveSettings({ limits: { agent: { ...none, daysPerGrant: 30 }, lead: free } });
    const later = { access_level_id: "premium", starts_at: iso(3000), expires_at: iso(3020) };
    const form = await fillForm("access.grant", await newCustomer(), { body: later });
    expect(await writeOperation("access.grant", agent, form)).toMatchObject({
      ok: false,
      error: { code: "over_limit" },
    });
    const backwards = { ...later, expires_at: iso(2990) };
    const other = await fillForm("access.grant", await newCustomer(), { body: backwards });
    const refused = await writeOperation("access.grant", lead, other);
    expect(refused.ok || refused.error.message).toMatch(/must lie after its start/);
  });

  test("ending access and editing a profile are not counted", async () => {
    await openWorld();
    await perDay(1);
    expect(await grantOnce()).toMatchObject({ ok: true });
    const edit = await fillForm("profile.update", await newCustomer());
    expect(await writeOperation("profile.update", agent, edit)).toMatchObject({ ok: true });
    const end = await fillForm("access.revoke", await newCustomer(), { acknowledged: true });
    expect(await writeOperation("access.revoke", agent, end)).toMatchObject({ ok: true });
  });
});
