import { describe, expect, test } from "vitest";
import { noLimits } from "@/lib/settings/limits";
import { iso } from "./bodies.fixture";
import { agentOf, fillForm, newCustomer, openWorld, saveSettings, sentFor, writeOperation } from "./world.fixture";

const agent = agentOf("agent");
const premium = (to: number | null, from?: number) => ({
  access_level_id: "premium",
  expires_at: to === null ? null : iso(to),
  ...(from !== undefined && { starts_at: iso(from) }),
});

describe("limits and access that starts later", () => {
  test("a grant that starts later counts from now, so that no second one can start it years early", async () => {
    await openWorld();
    await saveSettings({ limits: { agent: { ...noLimits.agent, daysPerGrant: 31 }, lead: noLimits.lead } });
    const customer = await newCustomer({ transactions: [] });
    const grant = async (by: typeof agent, body: ReturnType<typeof premium>) =>
      writeOperation("access.grant", by, await fillForm("access.grant", customer, { body }));
    const over = { ok: false, error: { outcome: "not_sent", code: "over_limit" } };
    expect(await grant(agent, premium(3631, 3600))).toMatchObject(over);
    expect(await grant(agentOf("admin"), premium(3631, 3600))).toMatchObject({ ok: true });
    expect(await grant(agent, premium(1))).toMatchObject(over);
    expect((await sentFor(customer)).bodies).toHaveLength(1);
  });

  test("nobody starts access for life with a grant of a day who may not give it for life", async () => {
    await openWorld();
    const customer = await newCustomer({ transactions: [] });
    const later = await fillForm("access.grant", customer, { body: premium(null, 300) });
    expect(await writeOperation("access.grant", agentOf("admin"), later)).toMatchObject({ ok: true });
    const soon = await fillForm("access.grant", customer, { body: premium(1) });
    expect(await writeOperation("access.grant", agent, soon)).toMatchObject({
      ok: false,
      error: { outcome: "not_sent", code: "needs_approval" },
    });
    expect((await sentFor(customer)).bodies).toHaveLength(1);
  });
});
