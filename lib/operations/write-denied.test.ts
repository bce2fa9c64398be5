import type { Kysely } from "kysely";
import { describe, expect, test } from "vitest";
import { addAccount } from "@/lib/approvals/approvals.fixture";
import { countActs } from "@/lib/audit/count-acts";
import { fillUp } from "@/lib/db/full.fixture";
import type { Schema } from "@/lib/db/schema";
import { addElevation } from "@/lib/emergency/elevation.fixture";
import { noLimits } from "@/lib/settings/limits";
import { callOf, iso } from "./bodies.fixture";
import {
  agentOf,
  fillForm,
  findOperation,
  newCustomer,
  openWorld,
  plan,
  saveSettings,
  secondPerson,
  writeOperation,
} from "./world.fixture";

const agent = agentOf("agent");
const { agent: none, lead: free } = noLimits;
const perDay = { agent: { ...none, grantsPerDay: 1 }, lead: { ...free, grantsPerDay: 1 } };
const [overLimit, forbidden] = [
  { ok: false, error: { code: "over_limit" } },
  { ok: false, error: { code: "forbidden" } },
];
const since = { today: iso(-1), month: iso(-1) };

/** The events of one operation after the first, which says what was asked for. */
async function eventsAfter(db: Kysely<Schema>, operationId: string) {
  const rows = await db
    .selectFrom("audit_event")
    .selectAll()
    .where("operation_id", "=", operationId)
    .orderBy("seq")
    .execute();
  expect(rows[0]).toMatchObject({ outcome: "attempted" });
  return rows.slice(1).map(({ detail, ...row }) => ({ ...row, detail: JSON.parse(detail ?? "null") }));
}

const grantOnce = async (
  by: Parameters<typeof writeOperation>[1] = agent,
  second?: ReturnType<typeof secondPerson>,
) => {
  const form = await fillForm("access.grant", await newCustomer());
  return { form, answer: await writeOperation("access.grant", by, form, second) };
};

describe("what is refused when it is to be sent", () => {
  test("is recorded as denied to whoever tried one grant too many of the day, and counted so", async () => {
    const { db } = await openWorld();
    await saveSettings({ limits: perDay });
    await grantOnce();
    const { form, answer } = await grantOnce();
    expect(answer).toMatchObject(overLimit);
    expect(await eventsAfter(db, form.target.operationId)).toMatchObject([
      {
        action: "access.grant",
        outcome: "denied",
        actor_id: agent.id,
        actor_role: "agent",
        target_id: form.target.profileId,
        reason: "COURTESY",
        detail: { code: "over_limit" },
      },
    ]);
    expect(await findOperation(form.target.operationId)).toMatchObject({ state: "not_applied", attempts: 0 });
    expect((await countActs(db, since)).byActor.get(agent.id)).toMatchObject({ denied: { today: 1 } });
  });

  test("is recorded each time that it is tried, also of a form that was sent before", async () => {
    const { db } = await openWorld();
    await saveSettings({ limits: perDay });
    const form = await fillForm("access.grant", await newCustomer());
    await plan({ mode: "status", status: 429, when: "before", match: callOf["access.grant"] });
    await writeOperation("access.grant", agent, form);
    await grantOnce();
    for (const _ of [1, 2]) expect(await writeOperation("access.grant", agent, form)).toMatchObject(overLimit);
    const outcomes = (await eventsAfter(db, form.target.operationId)).map(({ outcome }) => outcome);
    expect(outcomes).toEqual(["sent", "not_applied", "denied", "denied"]);
  });

  test("is recorded as denied to who gives a customer too many days", async () => {
    const { db } = await openWorld();
    await saveSettings({ limits: { agent: { ...none, daysPerCustomer: 10 }, lead: free } });
    const body = { access_level_id: "premium", expires_at: iso(36) };
    const form = await fillForm("access.grant", await newCustomer(), { body });
    expect(await writeOperation("access.grant", agent, form)).toMatchObject(overLimit);
    expect(await eventsAfter(db, form.target.operationId)).toMatchObject([
      { outcome: "denied", actor_id: agent.id, detail: { code: "over_limit" } },
    ]);
  });

  test("is recorded as denied to who lost the role or the emergency access meanwhile, as what they were", async () => {
    const { db } = await openWorld();
    const mia = await addAccount(db, "agent", "mia");
    const { id } = await addElevation(db, mia);
    await db.updateTable("elevation").set({ ended_at: new Date().toISOString() }).where("id", "=", id).execute();
    const elevated = { ...mia, role: "emergency" as const, elevationId: id };
    const first = await grantOnce(elevated);
    expect(first.answer).toMatchObject(forbidden);
    expect(await eventsAfter(db, first.form.target.operationId)).toMatchObject([
      { outcome: "denied", actor_id: "mia", actor_role: "emergency", detail: { code: "forbidden", elevation: id } },
    ]);
    await db.updateTable("user").set({ role: "viewer" }).where("id", "=", "mia").execute();
    const second = await grantOnce(mia);
    expect(second.answer).toMatchObject(forbidden);
    expect(await eventsAfter(db, second.form.target.operationId)).toMatchObject([
      { outcome: "denied", actor_id: "mia", actor_role: "agent", detail: { code: "forbidden" } },
    ]);
  });

  test("is recorded as denied to who let it pass for a colleague", async () => {
    const { db } = await openWorld();
    await addAccount(db, "agent");
    await saveSettings({ limits: perDay });
    const lead = agentOf("lead");
    await grantOnce(lead);
    const second = secondPerson(lead);
    const { form, answer } = await grantOnce(agent, second);
    expect(answer).toMatchObject(overLimit);
    expect(await eventsAfter(db, form.target.operationId)).toMatchObject([
      { outcome: "denied", actor_id: lead.id, detail: { code: "over_limit", approval: second.approvalId } },
    ]);
  });
});

test("where a refusal cannot be recorded, the row is not given up either", async () => {
  const { db } = await openWorld();
  await saveSettings({ limits: perDay });
  await grantOnce();
  await fillUp(db, "insert on audit_event", "new.outcome = 'denied'");
  const { form, answer } = await grantOnce();
  expect(answer).toMatchObject({ error: { outcome: "not_sent", code: "cannot_record" } });
  expect(await findOperation(form.target.operationId)).toMatchObject({ state: "prepared" });
});
