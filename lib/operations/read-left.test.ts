import { describe, expect, test } from "vitest";
import { noLimits } from "@/lib/settings/limits";
import { iso } from "./bodies.fixture";
import { agentOf, fillForm, newCustomer, openWorld, saveSettings, writeOperation } from "./world.fixture";

const { readLeft } = await import("./quota");
const limits = { ...noLimits, agent: { daysPerGrant: 31, grantsPerDay: 2, daysPerCustomer: 62 } };
const [agent, other] = [agentOf("agent"), agentOf("agent", "another")];

describe("what is left of limits", () => {
  test("is counted as the claim counts: the grants of who asks, the customer's days by whomever", async () => {
    const { db } = await openWorld();
    await saveSettings({ limits });
    const customer = await newCustomer();
    const leftTo = (by: Pick<typeof agent, "id" | "role">, { app, profileId } = customer) =>
      readLeft(db, { id: "", app, profileId, countedFor: by.id }, { role: by.role, limits }, new Date());
    expect(await leftTo(agent)).toEqual({
      daysPerGrant: 31,
      today: { most: 2, used: 0 },
      customer: { most: 62, given: 0 },
    });
    const body = { access_level_id: "premium", expires_at: iso(35) };
    const granted = await writeOperation("access.grant", agent, await fillForm("access.grant", customer, { body }));
    expect(granted).toMatchObject({ ok: true });
    expect(await leftTo(agent)).toMatchObject({ today: { used: 1 }, customer: { given: 10 } });
    expect(await leftTo(other)).toMatchObject({ today: { used: 0 }, customer: { given: 10 } });
    expect(await leftTo(agent, await newCustomer())).toMatchObject({ today: { used: 1 }, customer: { given: 0 } });
  });

  test("is nothing to speak of for who is held to no limit", async () => {
    const { db } = await openWorld();
    const { app, profileId } = await newCustomer();
    const row = { id: "", app, profileId, countedFor: "x" };
    expect(await readLeft(db, row, { role: "admin", limits }, new Date())).toBeNull();
    expect(await readLeft(db, row, { role: "emergency", limits }, new Date())).toBeNull();
  });
});
