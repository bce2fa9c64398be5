import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { DAY, day, monthly, NOW, startTestEmulator } from "./client.fixture";

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
