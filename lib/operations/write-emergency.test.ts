import type { Kysely } from "kysely";
import { expect, test } from "vitest";
import { addAccount } from "@/lib/approvals/approvals.fixture";
import type { Schema } from "@/lib/db/schema";
import { addElevation } from "@/lib/emergency/elevation.fixture";
import { noLimits } from "@/lib/settings/limits";
import { iso } from "./bodies.fixture";
import {
  agentOf,
  fillForm,
  findOperation,
  newCustomer,
  openWorld,
  saveSettings,
  writeOperation,
} from "./world.fixture";

const mia = agentOf("agent", "mia");
const none = noLimits.agent;

async function elevate(db: Kysely<Schema>) {
  const { id: elevationId } = await addElevation(db, await addAccount(db, "agent", mia.id));
  return { ...mia, role: "emergency" as const, elevationId };
}

const until = (days: number) => ({ access_level_id: "premium", expires_at: iso(days) });

test("under emergency access no limit holds, and the row and every event of it carry its id", async () => {
  const { db } = await openWorld();
  const elevated = await elevate(db);
  const tight = { daysPerGrant: 1, grantsPerDay: 1, daysPerCustomer: 1 };
  await saveSettings({
    limits: { agent: tight, lead: { ...noLimits.lead, ...tight, lifetime: false, transactions: false } },
  });
  const ids: string[] = [];
  for (const days of [60, 90]) {
    const form = await fillForm("access.grant", await newCustomer(), { body: until(days) });
    ids.push(form.target.operationId);
    expect(await writeOperation("access.grant", elevated, form)).toMatchObject({ ok: true });
  }
  const forLife = await fillForm("access.grant", await newCustomer(), { body: { access_level_id: "premium" } });
  expect(await writeOperation("access.grant", elevated, forLife)).toMatchObject({ ok: true });
  expect(await findOperation(ids[0] ?? "")).toMatchObject({
    agent: { id: "mia", role: "emergency", elevationId: elevated.elevationId },
  });
  const events = await db.selectFrom("audit_event").selectAll().where("operation_id", "in", ids).execute();
  expect(events.map(({ outcome }) => outcome).sort()).toEqual([
    "applied",
    "applied",
    "attempted",
    "attempted",
    "sent",
    "sent",
  ]);
  for (const { detail, actor_role } of events) {
    expect(actor_role).toBe("emergency");
    expect(JSON.parse(detail ?? "")).toMatchObject({ elevation: elevated.elevationId });
  }
});

test("what a limit turned away is marked when it is sent again under emergency access", async () => {
  const { db } = await openWorld();
  const elevated = await elevate(db);
  await saveSettings({ limits: { agent: { ...none, grantsPerDay: 1 }, lead: noLimits.lead } });
  const first = await fillForm("access.grant", await newCustomer(), { body: until(30) });
  expect(await writeOperation("access.grant", mia, first)).toMatchObject({ ok: true });
  const form = await fillForm("access.grant", await newCustomer(), { body: until(30) });
  expect(await writeOperation("access.grant", mia, form)).toMatchObject({ error: { code: "over_limit" } });
  expect(await findOperation(form.target.operationId)).toMatchObject({ agent: { role: "agent" } });
  expect(await writeOperation("access.grant", elevated, form)).toMatchObject({ ok: true });
  expect(await findOperation(form.target.operationId)).toMatchObject({
    agent: { id: "mia", role: "emergency", elevationId: elevated.elevationId },
  });
});

test("it lifts no rule that holds for everybody", async () => {
  const { db } = await openWorld();
  const elevated = await elevate(db);
  await saveSettings({ staffDomains: ["acme.example"] });
  const staff = await newCustomer({ customer_user_id: `mia.${crypto.randomUUID()}@acme.example` });
  const form = await fillForm("access.grant", staff, { body: until(30) });
  expect(await writeOperation("access.grant", elevated, form)).toMatchObject({
    ok: false,
    error: { code: "needs_approval" },
  });
  const gone = await fillForm("profile.delete", await newCustomer());
  expect(await writeOperation("profile.delete", elevated, gone)).toMatchObject({ ok: false });
  const other = await fillForm("access.grant", await newCustomer(), { body: { access_level_id: "gold" } });
  expect(await writeOperation("access.grant", elevated, other)).toMatchObject({
    ok: false,
    error: { code: "not_allowed" },
  });
});
