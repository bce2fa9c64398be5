import { compTransactionId } from "@/lib/access/comp-transaction";
import { formatInstant } from "@/lib/adapty/instant";
import type { SubscriptionTransaction } from "@/lib/adapty/transaction";
import type { OperationName } from "./catalogue";
import type { WriteInput } from "./input";

const START = Math.floor(Date.now() / 1000) * 1000;
/** Days from when this file of tests started, to the second. */
export const iso = (days: number) => formatInstant(START + days * 86_400_000);

export const COMP_ID = "comp_0123456789abcdef";
export const comp = (id: string, from: number, to: number): SubscriptionTransaction => ({
  purchase_type: "subscription",
  store: "support",
  store_product_id: "comp_premium",
  store_transaction_id: id,
  store_original_transaction_id: id,
  price: { country: "US", currency: "USD", value: 0 },
  purchased_at: iso(from),
  originally_purchased_at: iso(from),
  expires_at: iso(to),
  renew_status: false,
});

/** What somebody bought at a store. */
export const paid = (id: string, from: number, to: number): SubscriptionTransaction => ({
  ...comp(id, from, to),
  store: "app_store",
  store_product_id: "premium_monthly",
  price: { country: "US", currency: "USD", value: 9.99 },
});

/** A harmless body for each operation on `newCustomer()`. */
export const bodies: { [Name in OperationName]: (operationId: string) => WriteInput<Name>["body"] } = {
  "profile.update": () => ({ email: "zoe@example.com", custom_attributes: [{ key: "plan", value: "new" }] }),
  "transaction.set": () => ({
    ...comp("100", -1, 29),
    store: "app_store",
    store_product_id: "premium_annual",
    price: { country: "US", currency: "USD", value: 59.99 },
    expires_at: iso(364),
    renew_status: true,
  }),
  "comp.grant": (operationId) => comp(compTransactionId(operationId), 0, 40),
  "comp.end": () => ({ ...comp(COMP_ID, -5, 25), expires_at: iso(1), cancellation_reason: "cancelled_by_developer" }),
  "comp.undo": () => ({ ...comp(COMP_ID, -5, 25), refunded_at: iso(0), cancellation_reason: "refund" }),
  "comp.reopen": () => comp(COMP_ID, -5, 25),
  "access.grant": () => ({ access_level_id: "premium", expires_at: iso(50) }),
  "access.revoke": () => ({ access_level_id: "premium", revoke_at: null }),
  "profile.delete": () => ({}),
};

/** The call that each operation makes, to plan a fault for it. */
export const callOf: Record<OperationName, { method: string; path: string }> = {
  "profile.update": { method: "PATCH", path: "/profile/" },
  "transaction.set": { method: "POST", path: "/set/transaction/" },
  "comp.grant": { method: "POST", path: "/set/transaction/" },
  "comp.end": { method: "POST", path: "/set/transaction/" },
  "comp.undo": { method: "POST", path: "/set/transaction/" },
  "comp.reopen": { method: "POST", path: "/set/transaction/" },
  "access.grant": { method: "POST", path: "/grant/access-level/" },
  "access.revoke": { method: "POST", path: "/revoke/access-level/" },
  "profile.delete": { method: "DELETE", path: "/profile/" },
};

/** What an agent sends on their own, and whatever was done before. */
export const names = (Object.keys(bodies) as OperationName[]).filter(
  (name) => name !== "profile.delete" && name !== "comp.undo" && name !== "comp.reopen",
);
