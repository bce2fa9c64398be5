import { formatInstant, parseInstant } from "@/lib/adapty/instant";
import type { SubscriptionTransaction, Transaction } from "@/lib/adapty/transaction";
import type { Period } from "./access";
import type { Purchase } from "./record";

const instant = (text: string | null | undefined) => (text ? formatInstant(parseInstant(text)) : null);
const instantOfMs = (ms: number) => (Number.isFinite(ms) ? formatInstant(ms) : null);

/** Google's products go in as `product:base_plan` and come out as two fields. */
function productOf({ store, store_product_id }: Transaction) {
  const colon = store === "play_store" ? store_product_id.indexOf(":") : -1;
  if (colon === -1) return { store, store_product_id, store_base_plan_id: null };
  return {
    store,
    store_product_id: store_product_id.slice(0, colon),
    store_base_plan_id: store_product_id.slice(colon + 1),
  };
}

const holdingOf = (transaction: Transaction) => ({
  ...productOf(transaction),
  store_transaction_id: transaction.store_transaction_id,
  store_original_transaction_id: transaction.store_original_transaction_id,
});

function renewalOf({ transaction }: Purchase, inGrace: boolean) {
  const renewing = transaction.purchase_type !== "subscription" || transaction.renew_status;
  const subscription = transaction.purchase_type === "subscription" ? transaction : null;
  return {
    renewal_cancelled_at: renewing ? null : instant(subscription?.renew_status_changed_at ?? transaction.purchased_at),
    billing_issue_detected_at: instant(subscription?.billing_issue_detected_at),
    is_in_grace_period: inGrace,
    cancellation_reason: transaction.cancellation_reason ?? null,
  };
}

const offerOf = ({ offer }: Transaction) =>
  offer ? { category: offer.category, type: offer.type, id: offer.id ?? null } : null;

/** A refunded subscription ends with its refund. */
const endOfSubscription = ({ expires_at, refunded_at }: SubscriptionTransaction) =>
  Math.min(parseInstant(expires_at), refunded_at ? parseInstant(refunded_at) : Infinity);

export function subscriptionEntry(purchase: Purchase, inGrace: boolean) {
  const { transaction } = purchase;
  if (transaction.purchase_type !== "subscription") throw new Error("A one-time purchase is no subscription.");
  return {
    ...holdingOf(transaction),
    environment: transaction.environment ?? "Production",
    offer: offerOf(transaction),
    purchased_at: instant(transaction.purchased_at),
    originally_purchased_at: instant(transaction.originally_purchased_at),
    expires_at: formatInstant(endOfSubscription(transaction)),
    ...renewalOf(purchase, inGrace),
  };
}

export const oneTimeEntry = ({ transaction, purchaseId }: Purchase, isConsumable: boolean) => ({
  purchase_id: purchaseId,
  ...holdingOf(transaction),
  purchased_at: instant(transaction.purchased_at),
  environment: transaction.environment ?? "Production",
  is_refund: Boolean(transaction.refunded_at),
  is_consumable: isConsumable,
});

export function accessLevelEntry({ level, start, end, source }: Period, inGrace: boolean) {
  if ("grant" in source) {
    const { grant } = source;
    return {
      access_level_id: level,
      store: "adapty",
      store_product_id: grant.product,
      store_base_plan_id: null,
      store_transaction_id: grant.transactionId,
      store_original_transaction_id: grant.transactionId,
      offer: null,
      starts_at: grant.startsAt === null ? null : formatInstant(grant.startsAt),
      purchased_at: formatInstant(grant.grantedAt),
      originally_purchased_at: formatInstant(grant.firstGrantedAt),
      expires_at: instantOfMs(end),
      renewal_cancelled_at: null,
      billing_issue_detected_at: null,
      is_in_grace_period: false,
      cancellation_reason: null,
    };
  }
  const { transaction, startsAt } = source.purchase;
  const first = transaction.purchase_type === "subscription" ? transaction.originally_purchased_at : null;
  return {
    access_level_id: level,
    ...holdingOf(transaction),
    offer: offerOf(transaction),
    starts_at: startsAt === null ? null : formatInstant(start),
    purchased_at: instant(transaction.purchased_at),
    originally_purchased_at: instant(first ?? transaction.purchased_at),
    expires_at: instantOfMs(end),
    ...renewalOf(source.purchase, inGrace),
  };
}
