import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { DAY, day, monthly, NOW, once, startTestEmulator } from "./test-client";

let emulator: Awaited<ReturnType<typeof startTestEmulator>>;
let count = 0;
let customer: ReturnType<(typeof emulator)["as"]>;

beforeAll(async () => {
  emulator = await startTestEmulator();
});
afterAll(() => emulator.close());
beforeEach(async () => {
  emulator.clock.now = NOW;
  count += 1;
  customer = emulator.as(`buyer-${count}`);
  await customer.create();
});

const set = async (body: unknown) => {
  const answer = await customer.set(body);
  expect(answer.body.errors).toBeUndefined();
  return answer.body.data;
};
const reread = async () => (await customer.get()).body.data;
const afterTwoDays = async () => {
  emulator.clock.now = NOW + 2 * DAY;
  return reread();
};

describe("a subscription", () => {
  test("gives its product's level, and shows every documented field", async () => {
    const profile = await set(monthly({ offer: { category: "promotional", type: "pay_up_front", id: "p1" } }));
    const common = {
      store: "app_store",
      store_product_id: "premium_monthly",
      store_base_plan_id: null,
      store_transaction_id: "100",
      store_original_transaction_id: "100",
      offer: { category: "promotional", type: "pay_up_front", id: "p1" },
      purchased_at: day(-10),
      originally_purchased_at: day(-10),
      expires_at: day(20),
      renewal_cancelled_at: null,
      billing_issue_detected_at: null,
      is_in_grace_period: false,
      cancellation_reason: null,
    };
    expect(profile.subscriptions).toEqual([{ ...common, environment: "Production" }]);
    expect(profile.access_levels).toEqual([{ ...common, access_level_id: "premium", starts_at: null }]);
  });

  test("sent again under the same transaction id is updated in place and booked once", async () => {
    await set(monthly());
    const profile = await set(monthly({ expires_at: day(50) }));
    expect(profile.subscriptions).toHaveLength(1);
    expect(profile.access_levels[0]?.expires_at).toBe(day(50));
    expect(profile.total_revenue_usd).toBe(9.99);
  });

  test("is renewed by a new transaction id under the same original", async () => {
    await set(monthly());
    const renewal = { store_transaction_id: "101", purchased_at: day(-1), expires_at: day(29) };
    const profile = await set(monthly(renewal));
    expect(profile.subscriptions.map((entry) => entry.store_transaction_id)).toEqual(["100", "101"]);
    expect(profile.access_levels).toHaveLength(1);
    expect(profile.access_levels[0]).toMatchObject({
      store_transaction_id: "101",
      originally_purchased_at: day(-10),
      expires_at: day(29),
    });
    expect(profile.total_revenue_usd).toBe(19.98);
  });

  test("keeps its access when renewal is cancelled", async () => {
    const profile = await set(monthly({ renew_status: false, renew_status_changed_at: day(-2) }));
    expect(profile.access_levels[0]).toMatchObject({ renewal_cancelled_at: day(-2), expires_at: day(20) });
  });

  test("that never was to renew says so from its purchase on", async () => {
    const profile = await set(monthly({ renew_status: false }));
    expect(profile.subscriptions[0]).toMatchObject({ renewal_cancelled_at: day(-10) });
  });

  test("ends with its refund, which takes the revenue back", async () => {
    await set(monthly());
    const profile = await set(monthly({ refunded_at: day(-1), cancellation_reason: "refund" }));
    expect(profile.access_levels[0]).toMatchObject({ expires_at: day(-1), cancellation_reason: "refund" });
    expect(profile.total_revenue_usd).toBe(0);
  });

  test("is in grace only while the grace period runs, judged when it is read", async () => {
    const ended = { purchased_at: day(-31), originally_purchased_at: day(-31), expires_at: day(-1) };
    const grace = { billing_issue_detected_at: day(-1), grace_period_expires_at: day(1) };
    const profile = await set(monthly({ ...ended, ...grace }));
    expect(profile.access_levels[0]).toMatchObject({ is_in_grace_period: true, expires_at: day(-1) });
    expect(profile.subscriptions[0]).toMatchObject({ is_in_grace_period: true });
    const later = await afterTwoDays();
    expect(later.access_levels[0]).toMatchObject({ is_in_grace_period: false });
    expect(later.subscriptions[0]).toMatchObject({ is_in_grace_period: false });
  });

  test("leaves its grace period when the next renewal arrives", async () => {
    const ended = { purchased_at: day(-31), originally_purchased_at: day(-31), expires_at: day(-1) };
    await set(monthly({ ...ended, billing_issue_detected_at: day(-1), grace_period_expires_at: day(5) }));
    const renewal = { store_transaction_id: "101", purchased_at: day(0), originally_purchased_at: day(-31) };
    const profile = await set(monthly({ ...renewal, expires_at: day(30) }));
    expect(profile.subscriptions.map((entry) => entry.is_in_grace_period)).toEqual([false, false]);
    expect(profile.access_levels[0]).toMatchObject({ is_in_grace_period: false, expires_at: day(30) });
  });

  test("in Sandbox gives access and books nothing", async () => {
    const profile = await set(monthly({ environment: "Sandbox" }));
    expect(profile.subscriptions[0]).toMatchObject({ environment: "Sandbox" });
    expect(profile.access_levels).toHaveLength(1);
    expect(profile.access_levels[0]).not.toHaveProperty("environment");
    expect(profile.total_revenue_usd).toBe(0);
  });

  test("that is family shared gives access for nothing", async () => {
    const profile = await set(monthly({ is_family_shared: true, price: { country: "US", currency: "USD", value: 0 } }));
    expect(profile.access_levels).toHaveLength(1);
    expect(profile.total_revenue_usd).toBe(0);
  });

  test("that starts later shows when", async () => {
    const profile = await set(monthly({ purchased_at: day(3), originally_purchased_at: day(3) }));
    expect(profile.access_levels[0]).toMatchObject({ starts_at: day(3), expires_at: day(20) });
  });

  test("may have ended long ago", async () => {
    const past = { purchased_at: day(-400), originally_purchased_at: day(-400), expires_at: day(-370) };
    expect((await set(monthly(past))).access_levels[0]?.expires_at).toBe(day(-370));
  });

  test("from Google Play shows its base plan apart", async () => {
    const profile = await set(monthly({ store: "play_store", store_product_id: "premium_monthly:base-monthly" }));
    expect(profile.subscriptions[0]).toMatchObject({
      store_product_id: "premium_monthly",
      store_base_plan_id: "base-monthly",
    });
  });

  test("of another product gives another level", async () => {
    await set(monthly());
    const sports = {
      store_product_id: "sports_monthly",
      store_transaction_id: "7",
      store_original_transaction_id: "7",
    };
    const profile = await set(monthly(sports));
    expect(profile.access_levels.map((level) => level.access_level_id)).toEqual(["premium", "sports"]);
  });

  test("that runs is shown before one that ends later but has not begun", async () => {
    await set(monthly());
    const ahead = { store_transaction_id: "9", store_original_transaction_id: "9" };
    const profile = await set(
      monthly({ ...ahead, purchased_at: day(21), originally_purchased_at: day(21), expires_at: day(51) }),
    );
    expect(profile.access_levels[0]).toMatchObject({ store_transaction_id: "100", expires_at: day(20) });
    emulator.clock.now = NOW + 22 * DAY;
    expect((await reread()).access_levels[0]).toMatchObject({ store_transaction_id: "9", starts_at: day(21) });
  });
});

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
