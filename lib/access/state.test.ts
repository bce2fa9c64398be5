import { expect, test } from "vitest";
import { comp, grant, inDays, level, NOW, purchase, subscription, view } from "./profile.fixture";
import { stateOfAccessLevel, stateOfCustomer, stateOfPurchase, stateOfSubscription } from "./state";

const trial = { category: "introductory", type: "free_trial" };
const over = { expires_at: inDays(-1) };
const cancelled = { renewal_cancelled_at: inDays(-3) };

test.each([
  ["Subscribed", "active", {}],
  ["Auto-renew off", "ending", cancelled],
  ["Subscription cancelled", "over", { ...over, ...cancelled }],
  ["Billing issue", "warning", { billing_issue_detected_at: inDays(-1) }],
  ["Billing issue", "warning", { ...over, billing_issue_detected_at: inDays(-2) }],
  ["Billing issue", "warning", { ...over, ...cancelled, cancellation_reason: "billing_error" }],
  ["Grace period", "warning", { ...over, is_in_grace_period: true, billing_issue_detected_at: inDays(-2) }],
  ["Active trial", "info", { offer: trial }],
  ["Trial cancelled", "ending", { offer: trial, ...cancelled }],
  ["Trial cancelled", "over", { offer: trial, ...cancelled, ...over }],
  ["Expired", "over", over],
  ["Expired", "over", { offer: trial, ...over }],
  ["Lifetime", "active", { expires_at: null }],
  ["Refunded", "wrong", { cancellation_reason: "refund" }],
  ["Comp", "ending", comp],
  ["Comp ended", "over", { ...comp, ...over }],
  ["Cannot tell", "unknown", { expires_at: undefined }],
])("a subscription reads %s (%s)", (word, tone, changes) => {
  expect(stateOfSubscription(subscription(changes), NOW)).toMatchObject({ word, tone });
});

test("a granted level is a comp: to come, running, for life, ended", () => {
  const word = (changes: object) => stateOfAccessLevel(level({ ...grant(), ...changes }), view({}), NOW).word;
  expect(word({ starts_at: inDays(1) })).toBe("Comp (starts later)");
  expect(word({})).toBe("Comp");
  expect(word({ expires_at: null })).toBe("Comp");
  expect(word(over)).toBe("Comp ended");
  expect(stateOfAccessLevel(level({ ...grant(), expires_at: null }), view({}), NOW).tone).toBe("active");
});

test("a level whose purchase was refunded reads Refunded once it is over, and by its dates before", () => {
  const bought = { store_transaction_id: "2000", store_original_transaction_id: "2000" };
  const refunded = view({ non_subscriptions: [purchase({ is_refund: true })] });
  expect(stateOfAccessLevel(level({ ...bought, ...over }), refunded, NOW).word).toBe("Refunded");
  expect(stateOfAccessLevel(level({ ...bought, expires_at: null }), refunded, NOW).word).toBe("Lifetime");
});

test("a one-time purchase is Purchased, Refunded, or cannot be told", () => {
  expect(stateOfPurchase(purchase()).word).toBe("Purchased");
  expect(stateOfPurchase(purchase({ is_refund: true })).word).toBe("Refunded");
  expect(stateOfPurchase(purchase({ is_refund: undefined })).word).toBe("Cannot tell");
});

test("a customer has the best of their active states", () => {
  const levels = [level({ ...cancelled, access_level_id: "sports" }), level({ expires_at: null })];
  expect(stateOfCustomer(view({ access_levels: levels }), NOW).word).toBe("Lifetime");
});

test("a customer without access has the state of what ended last, else of the newest subscription", () => {
  const ended = [level({ ...cancelled, expires_at: inDays(-9) }), level({ access_level_id: "sports", ...over })];
  expect(stateOfCustomer(view({ access_levels: ended }), NOW).word).toBe("Expired");
  expect(stateOfCustomer(view({ subscriptions: [subscription({ ...over, ...cancelled })] }), NOW).word).toBe(
    "Subscription cancelled",
  );
});

test("a customer never subscribed only when Adapty lists the sections and they are empty", () => {
  expect(stateOfCustomer(view({}), NOW).word).toBe("Never subscribed");
  expect(stateOfCustomer(view({ access_levels: undefined }), NOW).word).toBe("Cannot tell");
  expect(stateOfCustomer(view({ subscriptions: undefined }), NOW).word).toBe("Cannot tell");
});
