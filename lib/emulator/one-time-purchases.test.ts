import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { day, monthly, once, startTestEmulator } from "./client.fixture";

let emulator: Awaited<ReturnType<typeof startTestEmulator>>;
let count = 0;
let customer: ReturnType<(typeof emulator)["as"]>;

beforeAll(async () => {
  emulator = await startTestEmulator();
});
afterAll(() => emulator.close());
beforeEach(async () => {
  count += 1;
  customer = emulator.as(`buyer-${count}`);
  await customer.create();
});

const set = async (body: unknown) => {
  const answer = await customer.set(body);
  expect(answer.body.errors).toBeUndefined();
  return answer.body.data;
};

describe("a one-time purchase", () => {
  test("of a lifetime product gives access without an end, even beside a running subscription", async () => {
    await set(monthly());
    const profile = await set(once("premium_lifetime", "L1"));
    expect(profile.access_levels).toHaveLength(1);
    expect(profile.access_levels[0]).toMatchObject({ store_product_id: "premium_lifetime", expires_at: null });
    expect(profile.non_subscriptions).toEqual([
      {
        purchase_id: expect.stringMatching(/^[0-9a-f-]{36}$/),
        store: "app_store",
        store_product_id: "premium_lifetime",
        store_base_plan_id: null,
        store_transaction_id: "L1",
        store_original_transaction_id: "L1",
        purchased_at: day(-5),
        environment: "Production",
        is_refund: false,
        is_consumable: false,
      },
    ]);
  });

  test("of coins gives no access", async () => {
    const profile = await set(once("coins_100", "C1"));
    expect(profile.access_levels).toEqual([]);
    expect(profile.non_subscriptions[0]).toMatchObject({ is_consumable: true });
    expect(profile.total_revenue_usd).toBe(4.99);
  });

  test("that is refunded keeps its purchase id and loses its access", async () => {
    const before = await set(once("premium_lifetime", "L1"));
    const after = await set(once("premium_lifetime", "L1", { refunded_at: day(-1), cancellation_reason: "refund" }));
    expect(after.non_subscriptions).toEqual([{ ...before.non_subscriptions[0], is_refund: true }]);
    expect(after.access_levels[0]?.expires_at).toBe(day(-1));
    expect(after.total_revenue_usd).toBe(0);
  });
});

describe("revenue", () => {
  test("is turned into US dollars at fixed rates", async () => {
    const profile = await set(monthly({ price: { country: "DE", currency: "EUR", value: 10 } }));
    expect(profile.total_revenue_usd).toBe(11);
  });

  test("does not count a currency without a rate", async () => {
    const profile = await set(monthly({ price: { country: "IS", currency: "ISK", value: 1000 } }));
    expect(profile.total_revenue_usd).toBe(0);
  });
});

describe("a product that the app does not know", () => {
  test("gives the default level", async () => {
    expect((await set(monthly({ store_product_id: "mystery" }))).access_levels[0]?.access_level_id).toBe("premium");
  });

  test("gives none when the switch says so", async () => {
    const strict = await startTestEmulator({ unknownProductLevel: null });
    try {
      await strict.as("a").create();
      const { body } = await strict.as("a").set(monthly({ store_product_id: "mystery" }));
      expect(body.data.access_levels).toEqual([]);
      expect(body.data.subscriptions).toHaveLength(1);
    } finally {
      await strict.close();
    }
  });
});
