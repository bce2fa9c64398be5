import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { toCustomerView } from "@/lib/access/view";
import { type Profile, profileSchema } from "@/lib/adapty/profile";
import { DAY, day, monthly, NOW, startTestEmulator } from "@/lib/emulator/client.fixture";
import { defaultSettings } from "@/lib/settings/settings";
import { confirmPlan } from "./confirm";
import { planEnd } from "./plan-end";
import { type GrantChoices, planGrant } from "./plan-grant";
import type { Planned } from "./planned";

const settings = defaultSettings("practice", ["acme-ios"]);
let emulator: Awaited<ReturnType<typeof startTestEmulator>>;
let count = 0;

beforeAll(async () => {
  emulator = await startTestEmulator();
});
afterAll(() => emulator.close());

/** A customer of the emulator, to whom plans are applied as the console would. */
async function newCustomer() {
  count += 1;
  const customer = emulator.as(`comped-${count}`);
  const read = (data: unknown) => toCustomerView(profileSchema.parse(data) as Profile, "acme-ios", NOW);
  let current = read((await customer.create()).body.data);
  let operations = 0;
  const apply = async (planned: Planned) => {
    if (!planned.ok) throw new Error(planned.why);
    const { plan } = planned;
    const call = {
      "comp.grant": "set",
      "comp.end": "set",
      "access.grant": "grant",
      "access.revoke": "revoke",
    } as const;
    const { body } = await customer[call[plan.operation]](plan.body);
    expect(body.errors).toBeUndefined();
    current = read(body.data);
    return { plan, ...confirmPlan(plan, current, "UTC") };
  };
  return {
    set: async (body: unknown) => {
      current = read((await customer.set(body)).body.data);
    },
    grant: (choices: Partial<GrantChoices>) => {
      operations += 1;
      const operationId = `00000000-0000-4000-8000-${String(count * 100 + operations).padStart(12, "0")}`;
      const usual = { levelId: "premium", way: "comp", until: Number.NaN, rule: "add", afterPaid: false } as const;
      const deciding = { view: current, settings, now: NOW, operationId };
      return apply(planGrant({ ...usual, length: { days: 7 }, ...choices }, deciding));
    },
    end: (at: number | null) => apply(planEnd({ levelId: "premium", at }, { view: current, settings, now: NOW })),
  };
}

describe("what the emulator answers to a plan is what the plan meant", () => {
  test("granted, extended, shortened and ended, as a comp subscription", async () => {
    const customer = await newCustomer();
    expect(await customer.grant({})).toMatchObject({ asMeant: true, text: "Premium until 17 Mar 2026, 12:00 UTC." });
    expect(await customer.end(NOW + 3 * DAY)).toMatchObject({
      asMeant: true,
      text: "Premium until 13 Mar 2026, 12:00 UTC.",
    });
    expect(await customer.grant({})).toMatchObject({ asMeant: true, text: "Premium until 20 Mar 2026, 12:00 UTC." });
    expect(await customer.end(null)).toMatchObject({ asMeant: true });
  });

  test("granted, extended, shortened and ended, as access only", async () => {
    const customer = await newCustomer();
    expect(await customer.grant({ way: "access" })).toMatchObject({ asMeant: true });
    expect(await customer.grant({ way: "access" })).toMatchObject({ text: "Premium until 24 Mar 2026, 12:00 UTC." });
    const shorter = await customer.grant({ way: "access", length: "until", until: NOW + 2 * DAY });
    expect(shorter).toMatchObject({ asMeant: true, plan: { operation: "access.revoke" } });
    expect(await customer.end(null)).toMatchObject({ asMeant: true });
  });

  test("for life and back to an end", async () => {
    const customer = await newCustomer();
    expect(await customer.grant({ way: "access", length: { lifetime: true } })).toMatchObject({
      text: "Premium for life.",
    });
    const back = await customer.grant({ length: "until", until: NOW + 30 * DAY });
    expect(back).toMatchObject({ asMeant: true, text: "Premium until 9 Apr 2026, 12:00 UTC." });
  });

  test("beside a paid period, which stays when the comp is ended", async () => {
    const customer = await newCustomer();
    await customer.set(monthly());
    expect(await customer.grant({})).toMatchObject({ asMeant: true, text: "Premium until 6 Apr 2026, 12:00 UTC." });
    expect(await customer.end(null)).toMatchObject({ asMeant: true, text: "Premium until 30 Mar 2026, 12:00 UTC." });
  });

  test("bought access ends by a revoke", async () => {
    const customer = await newCustomer();
    await customer.set(monthly({ renew_status: false, renew_status_changed_at: day(-1) }));
    expect(await customer.end(NOW + DAY)).toMatchObject({ asMeant: true, plan: { operation: "access.revoke" } });
  });
});

test("a comp that waits for the paid period is not claimed to be seen before it begins", async () => {
  const customer = await newCustomer();
  await customer.set(monthly());
  const { asMeant, text } = await customer.grant({ afterPaid: true });
  expect(asMeant).toBe(false);
  expect(text).toContain("still shows: Premium until 30 Mar 2026, 12:00 UTC.");
  expect(text).toContain("take over on 30 Mar 2026");
});
