import { expect, test } from "vitest";
import {
  agentOf,
  fillForm,
  iso,
  lead,
  newCustomer,
  openWorld,
  saveSettings,
  sentFor,
  writeOperation,
} from "./world.fixture";

const agent = agentOf("agent");
/** newCustomer has premium for 25 more days. */
const until = (days: number) => ({ access_level_id: "premium", expires_at: iso(days) });

test("a grant over the limit of the role is not sent, also when no form of the console would send it", async () => {
  await openWorld();
  await saveSettings({ limits: { agent: { daysPerGrant: 10 }, lead: { daysPerGrant: 100 } } });
  const customer = await newCustomer();
  const over = await writeOperation(
    "access.grant",
    agent,
    await fillForm("access.grant", customer, { body: until(36) }),
  );
  expect(over).toMatchObject({ ok: false, error: { outcome: "not_sent", code: "not_allowed" } });
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
  await saveSettings({ limits: { agent: { daysPerGrant: 10 }, lead: { daysPerGrant: 100 } } });
  const customer = await newCustomer();
  const within = await fillForm("access.grant", customer, { body: until(35) });
  expect(await writeOperation("access.grant", agent, within)).toMatchObject({ ok: true });
  const more = await fillForm("access.grant", customer, { body: until(100) });
  expect(await writeOperation("access.grant", lead, more)).toMatchObject({ ok: true });
});

test("without a limit nothing is counted", async () => {
  await openWorld();
  const form = await fillForm("access.grant", await newCustomer(), { body: until(2000) });
  expect(await writeOperation("access.grant", agent, form)).toMatchObject({ ok: true });
});
