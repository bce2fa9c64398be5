import { describe, expect, test } from "vitest";
import {
  fillForm,
  forget,
  newCustomer,
  openWorld,
  saveSettings,
  sentFor,
  writeOperation,
} from "@/lib/operations/world.fixture";
import { addAccount, addTeam, form, refused, shownOf, until } from "./approvals.fixture";

const { noLimits } = await import("@/lib/settings/limits");
const { requestApproval } = await import("./request-approval");
const { approveRequest } = await import("./approve");
const { listWaitingFor } = await import("./list-approvals");

test("the same form asked for twice, and at once, is one request", async () => {
  const { db } = await openWorld();
  const { mia } = await addTeam(db);
  const input = await form(await newCustomer());
  const [first, second] = await Promise.all([1, 2].map(() => requestApproval("access.grant", mia, input)));
  expect(first).toMatchObject({ ok: true });
  expect(second).toEqual(first);
  expect(await requestApproval("access.grant", mia, input)).toMatchObject({ ok: true });
  expect(await db.selectFrom("approval").selectAll().execute()).toHaveLength(1);
});

test("of many who ask for the same for one customer at once, one request waits", async () => {
  const { db } = await openWorld();
  await addTeam(db);
  const people = await Promise.all(["a", "b", "c", "d"].map((id) => addAccount(db, "agent", id)));
  const customer = await newCustomer();
  const forms = await Promise.all(people.map(() => form(customer)));
  const answers = await Promise.all(
    people.map((person, at) => requestApproval("access.grant", person, forms[at] as (typeof forms)[0])),
  );
  expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
  for (const answer of answers.filter(({ ok }) => !ok)) expect(answer).toMatchObject(refused("already_waiting"));
  expect(await listWaitingFor(customer.app, customer.profileId, new Date())).toHaveLength(1);
});

test("of fifty that a lead approves at once, their own limit of the day lets through what is left", async () => {
  const { db } = await openWorld();
  const { mia, lena } = await addTeam(db);
  const agent = { ...noLimits.agent, daysPerGrant: 1 };
  await saveSettings({ limits: { agent, lead: { ...noLimits.lead, grantsPerDay: 2 } } });
  expect(await writeOperation("access.grant", lena, await form(await newCustomer(), until(60)))).toMatchObject({
    ok: true,
  });
  const shown: Awaited<ReturnType<typeof shownOf>>[] = [];
  for (let count = 0; count < 50; count++) {
    const input = await form(await newCustomer(), until(60));
    shown.push(await shownOf(await requestApproval("access.grant", mia, input)));
  }
  await forget();
  const answers = await Promise.all(shown.map((one) => approveRequest(lena, one)));
  expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
  // On a busy machine a look at the customer may time out: that sends nothing either.
  for (const answer of answers.filter(({ ok }) => !ok)) {
    expect(answer).toMatchObject({
      error: { outcome: "not_sent", code: expect.stringMatching(/^(over_limit|timed_out)$/) },
    });
  }
  const sent = await db.selectFrom("operation").select("counted_for").where("attempts", ">", 0).execute();
  expect(sent).toEqual([{ counted_for: "lena" }, { counted_for: "lena" }]);
}, 60_000);

test("what is too many of the agent's day can be asked for, and counts for who approves it", async () => {
  const { db } = await openWorld();
  const { mia, lena } = await addTeam(db);
  await saveSettings({ limits: { ...noLimits, agent: { ...noLimits.agent, grantsPerDay: 1 } } });
  expect(await writeOperation("access.grant", mia, await form(await newCustomer(), until(40)))).toMatchObject({
    ok: true,
  });
  const customer = await newCustomer();
  const input = await form(customer, until(40));
  expect(await writeOperation("access.grant", mia, input)).toMatchObject({
    error: { code: "over_limit", approvable: true },
  });
  const shown = await shownOf(await requestApproval("access.grant", mia, input));
  expect((await sentFor(customer)).bodies).toEqual([]);
  expect(await approveRequest(lena, shown)).toMatchObject({ ok: true });
  const row = db.selectFrom("operation").selectAll().where("id", "=", input.target.operationId);
  expect(await row.executeTakeFirst()).toMatchObject({ agent_id: "mia", approver_id: "lena", counted_for: "lena" });
});

describe("access for the team's own people", () => {
  const staff = (customer_user_id: string) => newCustomer({ customer_user_id });

  test.each([
    ["of a domain that Settings name", () => `zoe.${crypto.randomUUID()}@Own.Example`],
    ["of a subdomain", () => `${crypto.randomUUID()}@eu.own.example`],
    ["of an account here", () => "lena+mine@example.com"],
  ])("%s needs a second person, also when an admin gives it", async (_, idOf) => {
    const { db } = await openWorld();
    const { lena, adam } = await addTeam(db);
    await saveSettings({ staffDomains: ["own.example"] });
    const id = idOf();
    const customer = await staff(id);
    const input = await form(customer, until(40));
    expect(await writeOperation("access.grant", adam, input)).toMatchObject({
      error: { code: "needs_approval", approvable: true, message: expect.stringContaining("second person") },
    });
    const shown = await shownOf(await requestApproval("access.grant", adam, input));
    const own = id.startsWith("lena");
    expect(await approveRequest(lena, shown)).toMatchObject(own ? refused("needs_approval") : { ok: true });
    expect((await sentFor(customer)).bodies).toHaveLength(own ? 0 : 1);
  });

  test("who got an e-mail of the team from here needs one, too, also after it was changed again", async () => {
    const { db } = await openWorld();
    const { mia } = await addTeam(db);
    await saveSettings({ staffDomains: ["own.example"] });
    const customer = await newCustomer();
    for (const email of ["zoe@own.example", "zoe@elsewhere.example"]) {
      const edit = await fillForm("profile.update", customer, { body: { email } });
      expect(await writeOperation("profile.update", mia, edit)).toMatchObject({ ok: true });
    }
    expect(await writeOperation("access.grant", mia, await form(customer, until(40)))).toMatchObject(
      refused("needs_approval"),
    );
  });

  test("is not seen in what only looks alike", async () => {
    const { db } = await openWorld();
    const { mia } = await addTeam(db);
    await saveSettings({ staffDomains: ["own.example"] });
    for (const id of ["zoe@notown.example", "own.example", "zoe@own.example.evil.test"]) {
      const customer = await staff(`${crypto.randomUUID().slice(0, 8)}${id}`);
      expect(await writeOperation("access.grant", mia, await form(customer, until(40)))).toMatchObject({ ok: true });
    }
  });
});
