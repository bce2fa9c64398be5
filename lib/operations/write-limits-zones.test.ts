import { describe, expect, onTestFinished, test, vi } from "vitest";
import { formatInstant } from "@/lib/adapty/instant";
import { noLimits } from "@/lib/settings/limits";
import { agentOf, fillForm, newCustomer, openWorld, saveSettings, writeOperation } from "./world.fixture";

const { env } = await import("@/lib/env");

const DAY = 86_400_000;
const agent = agentOf("agent");
const over = { ok: false, error: { outcome: "not_sent", code: "over_limit" } };
const done = { ok: true };

function moveTo(timeZone: string): void {
  const held = env.timeZone;
  env.timeZone = timeZone;
  onTestFinished(() => {
    env.timeZone = held;
  });
}

const setClock = (at: string) => vi.useFakeTimers({ toFake: ["Date"], now: Date.parse(at) });

/** Ten days more for this customer, sent at that moment. */
async function grantAt(at: string, customer?: Awaited<ReturnType<typeof newCustomer>>) {
  setClock(at);
  const whom = customer ?? (await newCustomer({ transactions: [] }));
  const body = { access_level_id: "premium", expires_at: formatInstant(Date.now() + 10 * DAY) };
  return writeOperation("access.grant", agent, await fillForm("access.grant", whom, { body }));
}

describe("limits in the organisation's zone", () => {
  test.each([
    ["23 hours, when clocks go forward", "America/New_York", "2027-03-14T05:00:00", "2027-03-15T04:00:00"],
    ["25 hours, when clocks go back", "America/New_York", "2027-11-07T04:00:00", "2027-11-08T05:00:00"],
    ["from half past six in the evening of UTC", "Asia/Kolkata", "2027-05-31T18:30:00", "2027-06-01T18:30:00"],
  ])("a day of grants lasts %s in %s", async (_, zone, begins, ends) => {
    await openWorld();
    moveTo(zone);
    await saveSettings({ limits: { ...noLimits, agent: { ...noLimits.agent, grantsPerDay: 1 } } });
    const secondTo = (at: string) => new Date(Date.parse(`${at}Z`) - 1000).toISOString();
    expect(await grantAt(secondTo(begins))).toMatchObject(done);
    expect(await grantAt(`${begins}Z`)).toMatchObject(done);
    expect(await grantAt(secondTo(ends))).toMatchObject(over);
    expect(await grantAt(`${ends}Z`)).toMatchObject(done);
  });

  test.each([
    ["over the change of the clocks", "America/New_York", "2027-01-10T05:00:00Z", "2027-04-10T04:00:00Z"],
    ["of half an hour", "Asia/Kolkata", "2027-01-09T18:30:00Z", "2027-04-09T18:30:00Z"],
  ])("the 90 days of a customer end at midnight there, %s: %s", async (_, zone, first, free) => {
    await openWorld();
    moveTo(zone);
    await saveSettings({ limits: { ...noLimits, agent: { ...noLimits.agent, daysPerCustomer: 10 } } });
    setClock(first);
    const customer = await newCustomer({ transactions: [] });
    expect(await grantAt(first, customer)).toMatchObject(done);
    const lastMoment = new Date(Date.parse(free) - 1000).toISOString();
    expect(await grantAt(lastMoment, customer)).toMatchObject(over);
    expect(await grantAt(free, customer)).toMatchObject(done);
  });
});
