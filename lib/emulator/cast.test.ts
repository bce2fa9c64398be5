import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createCast } from "./cast/cast";
import { HEAVY_PURCHASES, HEAVY_RENEWALS } from "./cast/extremes";
import { ANONYMOUS_PROFILE_ID } from "./catalogue";
import { day, NOW, PROFILE, startTestEmulator, type WireProfile } from "./client.fixture";
import { seedProfileId, seedProfileSchema } from "./seed";

let emulator: Awaited<ReturnType<typeof startTestEmulator>>;
const cast = createCast(NOW);

beforeAll(async () => {
  emulator = await startTestEmulator();
});
afterAll(() => emulator.close());

const read = async (customer: string): Promise<WireProfile> => (await emulator.as(customer).get()).body.data;
const isActive = (profile: WireProfile) =>
  profile.access_levels.some(
    ({ starts_at, expires_at, is_in_grace_period }) =>
      (starts_at === null || Date.parse(String(starts_at)) <= NOW) &&
      (expires_at === null || Date.parse(expires_at) > NOW || is_in_grace_period),
  );

describe("the cast", () => {
  test("has at least twenty customers, each with an id of its own", () => {
    expect(cast.length).toBeGreaterThanOrEqual(20);
    expect(new Set(cast.map(({ app, seed }) => seedProfileId(app, seed))).size).toBe(cast.length);
  });

  test.each(cast.map((member) => [member.seed.customer_user_id, member] as const))(
    "%s holds only what Adapty could hold, and is answered",
    async (_, { app, seed }) => {
      expect(seedProfileSchema.safeParse(seed).error).toBeUndefined();
      const headers = { "adapty-profile-id": seedProfileId(app, seed) };
      const { status, body } = await emulator.api("GET", PROFILE, { app, headers });
      expect(status).toBe(200);
      expect(body.data.customer_user_id).toBe(seed.customer_user_id);
    },
  );

  test.each([
    ["anna.subscribed", true],
    ["ben.auto-renew-off", true],
    ["carla.subscription-cancelled", false],
    ["dario.billing-issue", false],
    ["elif.grace-period", true],
    ["farid.active-trial", true],
    ["greta.trial-cancelled", true],
    ["gustav.trial-expired", false],
    ["hana.never-subscribed", false],
    ["ivan.lifetime", true],
    ["jana.refunded", false],
    ["jonas.lifetime-refunded", false],
    ["kofi.sandbox-only", true],
    ["lena.comp-from-console", true],
    ["marc.comp-from-api", true],
    ["mona.comp-for-life", true],
    ["nadia.comp-from-dashboard", true],
    ["omar.comp-ends-in-three-days", true],
    ["petra.several-stores", true],
    ["pia.comp-while-paying", true],
    ["quentin.web-shop", true],
    ["rosa.family-shared", true],
    ["samir.starts-in-the-future", false],
    ["uma.coins", false],
    ["viktor.access-revoked", false],
    ["wanda.won-back", true],
  ])("%s has access: %s", async (customer, expected) => {
    expect(isActive(await read(customer))).toBe(expected);
  });

  test("shows every reason for access by its own mark", async () => {
    const level = async (customer: string) => (await read(customer)).access_levels[0];
    expect(await level("lena.comp-from-console")).toMatchObject({
      store: "support",
      store_product_id: "comp_premium",
      store_transaction_id: expect.stringMatching(/^comp_/),
    });
    expect(await level("marc.comp-from-api")).toMatchObject({ store_product_id: "adapty_server_side_product" });
    expect(await level("nadia.comp-from-dashboard")).toMatchObject({ store_product_id: "adapty_dashboard_product" });
    expect(await level("omar.comp-ends-in-three-days")).toMatchObject({ expires_at: day(3) });
    expect(await level("samir.starts-in-the-future")).toMatchObject({ starts_at: day(7) });
    expect(await level("pia.comp-while-paying")).toMatchObject({ store: "adapty" });
    expect(await level("elif.grace-period")).toMatchObject({ is_in_grace_period: true });
  });

  test("books no revenue for Sandbox, comps, refunds and family sharing", async () => {
    for (const customer of ["kofi.sandbox-only", "lena.comp-from-console", "jana.refunded", "rosa.family-shared"]) {
      expect((await read(customer)).total_revenue_usd).toBe(0);
    }
    expect((await read("anna.subscribed")).total_revenue_usd).toBe(59.94);
  });

  test("has a customer with ten thousand purchases, who can be written to", async () => {
    const heavy = await read("heavy.10k");
    expect(heavy.non_subscriptions).toHaveLength(HEAVY_PURCHASES);
    expect(heavy.subscriptions).toHaveLength(HEAVY_RENEWALS + 1);
    const changed = await emulator.as("heavy.10k").grant({ access_level_id: "sports" });
    expect(changed.body.data.access_levels).toHaveLength(2);
    expect(changed.body.data.timestamp).toBeGreaterThan(heavy.timestamp);
  });

  test("keeps hostile text as it was given", async () => {
    const { custom_attributes, subscriptions } = await read("xena.hostile-text");
    const values = Object.fromEntries(custom_attributes.map(({ key, value }) => [key, value]));
    expect(values.markup).toBe("<img src=x onerror=alert(1)>");
    expect(values.bidi).toContain("\u202e");
    expect(custom_attributes.find(({ key }) => key === "__proto__")?.value).toBe("polluted");
    expect(String(subscriptions[0]?.store_transaction_id)).toHaveLength(47);
  });

  test("includes somebody anonymous", async () => {
    const headers = { "adapty-profile-id": ANONYMOUS_PROFILE_ID };
    expect((await emulator.api("GET", PROFILE, { headers })).body.data.customer_user_id).toBeNull();
  });
});
