import { expect, test } from "vitest";
import type { Profile } from "@/lib/adapty/profile";
import { takeSnapshot } from "./snapshot";
import { kindOfTransaction } from "./transaction-kind";

const held = { store: "app_store", store_transaction_id: "TX-1", store_product_id: "premium_annual" };
const asked = {
  purchase_type: "subscription",
  store: "app_store",
  store_transaction_id: "TX-1",
  store_original_transaction_id: "TX-1",
};
const kindOf = (body: typeof asked, profile: object) => kindOfTransaction(body, takeSnapshot(profile as Profile, body));

test("a transaction that the customer had is corrected, also when it renews another", () => {
  expect(kindOf(asked, { subscriptions: [held] })).toBe("correction");
  expect(kindOf(asked, { subscriptions: [], non_subscriptions: [held] })).toBe("correction");
  expect(kindOf({ ...asked, store_original_transaction_id: "TX-0" }, { subscriptions: [held] })).toBe("correction");
});

test("a new id under another original transaction is a renewal", () => {
  const renewal = { ...asked, store_transaction_id: "TX-2" };
  expect(kindOf(renewal, { subscriptions: [held] })).toBe("renewal");
  expect(kindOf({ ...renewal, purchase_type: "one_time_purchase" }, { subscriptions: [held] })).toBeNull();
});

test("a new id of its own is neither, and so is the same id in another store", () => {
  expect(kindOf(asked, { subscriptions: [] })).toBeNull();
  expect(kindOf({ ...asked, store: "stripe" }, { subscriptions: [held] })).toBeNull();
});

test("nothing is claimed when it is not known what the customer had", () => {
  const renewal = { ...asked, store_original_transaction_id: "TX-0" };
  expect(kindOf(renewal, {})).toBeNull();
  expect(kindOfTransaction(renewal, null)).toBeNull();
  expect(kindOfTransaction(null, null)).toBeNull();
});
