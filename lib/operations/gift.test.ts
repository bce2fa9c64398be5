import { expect, test } from "vitest";
import { level } from "@/lib/access/profile.fixture";
import { formatInstant } from "@/lib/adapty/instant";
import type { SubscriptionTransaction, Transaction } from "@/lib/adapty/transaction";
import { noLimits } from "@/lib/settings/limits";
import { defaultSettings } from "@/lib/settings/settings";
import { daysOf, type Giving, giftOfGrant, giftOfTransaction, whyNotGiven } from "./gift";

const DAY = 86_400_000;
const now = Date.parse("2027-03-02T12:00:00Z");
const at = (days: number) => formatInstant(now + days * DAY);
const settings = { ...defaultSettings("practice", ["acme-ios"]), limits: noLimits };
const giving: Giving = { settings, app: "acme-ios", before: {}, view: { accessLevels: [] }, now };

const free: SubscriptionTransaction = {
  purchase_type: "subscription",
  store: "app_store",
  store_product_id: "yearly",
  store_transaction_id: "1",
  store_original_transaction_id: "1",
  price: { country: "US", currency: "USD", value: 0 },
  purchased_at: at(0),
  originally_purchased_at: at(0),
  expires_at: at(30),
  renew_status: false,
};
const { renew_status, expires_at, originally_purchased_at, ...shared } = free;
const once = { ...shared, purchase_type: "one_time_purchase" } as Transaction;
const daysGivenBy = (body: Transaction, to = giving) => {
  const gift = giftOfTransaction(body, to);
  return gift && daysOf(gift, to);
};

test("a transaction at price 0 gives the days that it adds, with a grace period counted to its end", () => {
  expect(daysGivenBy(free)).toBe(30);
  expect(daysGivenBy({ ...free, grace_period_expires_at: at(40) })).toBe(40);
  expect(daysGivenBy({ ...free, environment: "Sandbox" })).toBe(30);
  expect(daysGivenBy(once)).toBe(Number.POSITIVE_INFINITY);
});

test("what runs of the same product is no gift again", () => {
  const held = level({ access_level_id: "gold", store: "app_store", store_product_id: "yearly", expires_at: at(25) });
  expect(daysGivenBy(free, { ...giving, view: { accessLevels: [held] } })).toBe(5);
  const comp = { ...free, store: "support", store_product_id: "comp_premium" };
  const premium = level({ access_level_id: "premium", store_product_id: "monthly", expires_at: at(20) });
  expect(daysGivenBy(comp, { ...giving, view: { accessLevels: [premium] } })).toBe(10);
  const bought = { store: "app_store", store_product_id: "yearly", store_transaction_id: "1" };
  expect(daysGivenBy(once, { ...giving, before: { non_subscriptions: [bought] } })).toBeNull();
  const other = { ...bought, store_product_id: "coins" };
  expect(daysGivenBy(once, { ...giving, before: { non_subscriptions: [other] } })).toBe(Number.POSITIVE_INFINITY);
  const refunded = { ...bought, is_refund: true };
  expect(daysGivenBy(once, { ...giving, before: { non_subscriptions: [refunded] } })).toBe(Number.POSITIVE_INFINITY);
});

test("a transaction that was paid for opens the same, and is marked as paid", () => {
  const until = Date.parse(at(30));
  expect(giftOfTransaction(free, giving)).toEqual({ levelId: "", until });
  const paid = { ...free, price: { ...free.price, value: 0.01 } };
  expect(giftOfTransaction(paid, giving)).toEqual({ levelId: "", until, paid: true });
});

test.each<[string, object]>([
  ["was refunded", { refunded_at: at(0) }],
  ["has ended", { expires_at: at(-1) }],
])("a transaction opens nothing when it %s", (_, changes) => {
  expect(giftOfTransaction({ ...free, ...changes } as Transaction, giving)).toBeNull();
});

test("a refund still to come ends the access that is given until then, and counts it", () => {
  const later = { refunded_at: at(20), cancellation_reason: "refund" } as const;
  expect(daysGivenBy({ ...free, ...later })).toBe(20);
  expect(daysGivenBy({ ...once, ...later })).toBe(20);
  expect(daysGivenBy({ ...free, ...later, refunded_at: at(36_400), expires_at: at(36_500) })).toBe(36_400);
  expect(giftOfTransaction({ ...free, ...later, refunded_at: at(1 / 288) }, giving)).toBeNull();
});

test.each<[string, object]>([
  ["less than the smallest coin", { price: { ...free.price, value: 0.001 } }],
  ["money that is none, in Sandbox", { price: { ...free.price, value: 9.99 }, environment: "Sandbox" }],
])("a transaction for %s was not paid for", (_, changes) => {
  expect(giftOfTransaction({ ...free, ...changes } as Transaction, giving)).not.toHaveProperty("paid");
});

test.each([
  ["JPY", 0.01, 1],
  ["USD", 0.009, 0.01],
  ["KWD", 0.0009, 0.001],
])("a transaction is paid for from the smallest coin of its own currency on: %s", (currency, less, coin) => {
  const at = (value: number) => giftOfTransaction({ ...free, price: { country: "JP", currency, value } }, giving);
  expect(at(less)).not.toHaveProperty("paid");
  expect(at(coin)).toHaveProperty("paid", true);
});

test("what lasts longer than the longest preset counts as for life", () => {
  for (const end of [null, undefined, at(3700), "9999-12-31T00:00:00Z"]) {
    const gift = giftOfGrant({ access_level_id: "premium", expires_at: end });
    expect(whyNotGiven(gift, giving, "agent")).toMatchObject({
      why: "right",
      message: expect.stringMatching(/may not grant lifetime access/),
    });
    expect(whyNotGiven(gift, giving, "lead")).toBeNull();
  }
  const long = giftOfGrant({ access_level_id: "premium", expires_at: at(3653) });
  expect(whyNotGiven(long, giving, "agent")).toBeNull();
});

test("for life is over the limit of a lead where Settings switch it off", () => {
  const limits = { ...noLimits, lead: { ...noLimits.lead, lifetime: false } };
  const gift = giftOfGrant({ access_level_id: "premium" });
  expect(whyNotGiven(gift, { ...giving, settings: { ...settings, limits } }, "lead")).toEqual({
    why: "limit",
    message:
      "Over the limit of your role: a lead may not grant lifetime access: that is switched off in Settings. Ask an admin for approval.",
  });
  expect(whyNotGiven(gift, { ...giving, settings: { ...settings, limits } }, "admin")).toBeNull();
});
