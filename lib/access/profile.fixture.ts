import type { AccessLevel, NonSubscription, Profile, Subscription } from "@/lib/adapty/profile";
import { type CustomerView, toCustomerView } from "./view";

export const NOW = Date.parse("2027-03-02T12:00:00Z");
export const iso = (ms: number) => new Date(ms).toISOString();
export const inDays = (days: number) => iso(NOW + days * 86_400_000);

export const subscription = (changes: Partial<Subscription> = {}): Subscription => ({
  store: "app_store",
  store_product_id: "premium_monthly",
  store_base_plan_id: null,
  store_transaction_id: "1000",
  store_original_transaction_id: "1000",
  environment: "Production",
  offer: null,
  purchased_at: inDays(-10),
  originally_purchased_at: inDays(-10),
  expires_at: inDays(20),
  renewal_cancelled_at: null,
  billing_issue_detected_at: null,
  is_in_grace_period: false,
  cancellation_reason: null,
  ...changes,
});

export function level(changes: Partial<AccessLevel> = {}): AccessLevel {
  const { environment, ...bought } = subscription();
  return { access_level_id: "premium", starts_at: null, ...bought, ...changes };
}

export const purchase = (changes: Partial<NonSubscription> = {}): NonSubscription => ({
  purchase_id: "p-1",
  store: "app_store",
  store_product_id: "coins_100",
  store_base_plan_id: null,
  store_transaction_id: "2000",
  store_original_transaction_id: "2000",
  environment: "Production",
  purchased_at: inDays(-5),
  is_refund: false,
  is_consumable: true,
  ...changes,
});

export const comp = {
  store: "support",
  store_product_id: "comp_premium",
  store_transaction_id: "comp_1",
  store_original_transaction_id: "comp_1",
  renewal_cancelled_at: inDays(-10),
};

export const grant = (product = "adapty_server_side_product") => ({
  store: "adapty",
  store_product_id: product,
  store_transaction_id: null,
  store_original_transaction_id: null,
});

export const profile = (sections: Partial<Profile>): Profile => ({
  profile_id: "a0000000-0000-4000-8000-000000000009",
  customer_user_id: "cust_1",
  access_levels: [],
  subscriptions: [],
  non_subscriptions: [],
  custom_attributes: [],
  total_revenue_usd: 0,
  timestamp: NOW,
  ...sections,
});

export const view = (sections: Partial<Profile>): CustomerView => toCustomerView(profile(sections), "acme-ios", NOW);
