import type { NonSubscription, Subscription } from "@/lib/adapty/profile";
import type { TransactionStart } from "../sheet-props";
import { type TransactionDraft, toDraft } from "./draft";

/**
 * The product as set transaction takes it: a Google Play base plan goes in after a colon, and comes back apart.
 * Source: "Set transaction" page and the migration guide.
 */
function productOf({ store_product_id, store_base_plan_id }: Subscription | NonSubscription): string {
  const product = store_product_id ?? "";
  if (!product || !store_base_plan_id || product.endsWith(`:${store_base_plan_id}`)) return product;
  return `${product}:${store_base_plan_id}`;
}

const identity = (entry: Subscription | NonSubscription) => ({
  store: entry.store,
  environment: entry.environment ?? "",
  store_product_id: productOf(entry),
  store_original_transaction_id: entry.store_original_transaction_id || entry.store_transaction_id,
});

/** Adapty answers no renew_status: a renewal that was cancelled is off, one that was not is on, what is not said stays open. */
const renewStatus = ({ renewal_cancelled_at }: Subscription) =>
  renewal_cancelled_at === undefined ? undefined : renewal_cancelled_at === null;

/**
 * What the form starts with. An environment that Adapty did not answer is left to the agent. Prices,
 * variations, family sharing and the dates of a refund and of a grace period are in no answer of Adapty's, so they start
 * empty.
 */
export function startDraft(start: TransactionStart): TransactionDraft {
  if (start.kind === "new") return toDraft({ purchase_type: "subscription" });
  if (start.kind === "correct_purchase") {
    const { entry } = start;
    return toDraft({
      ...identity(entry),
      purchase_type: "one_time_purchase",
      store_transaction_id: entry.store_transaction_id,
      purchased_at: entry.purchased_at,
      cancellation_reason: entry.is_refund ? "refund" : undefined,
    });
  }
  const { entry } = start;
  const first = entry.originally_purchased_at ?? entry.purchased_at;
  if (start.kind === "renewal") {
    return toDraft({
      ...identity(entry),
      purchase_type: "subscription",
      originally_purchased_at: first,
      purchased_at: entry.expires_at,
      renew_status: renewStatus(entry) || undefined,
    });
  }
  return toDraft({
    ...identity(entry),
    purchase_type: "subscription",
    store_transaction_id: entry.store_transaction_id,
    originally_purchased_at: first,
    purchased_at: entry.purchased_at,
    expires_at: entry.expires_at,
    offer: entry.offer,
    renew_status: renewStatus(entry),
    renew_status_changed_at: entry.renewal_cancelled_at,
    billing_issue_detected_at: entry.billing_issue_detected_at,
    cancellation_reason: entry.cancellation_reason,
  });
}
