import type { TransactionDraft } from "./draft";

const shared = {
  store: "Store",
  environment: "Environment",
  store_product_id: "Product id",
  store_transaction_id: "Transaction id",
  store_original_transaction_id: "Original transaction id",
  "price.value": "Price",
  "price.currency": "Currency",
  "price.country": "Country",
  purchased_at: "Purchased",
  "offer.category": "Offer category",
  "offer.type": "Offer type",
  "offer.id": "Offer id",
  refunded_at: "Refunded",
  cancellation_reason: "Cancellation reason",
  is_family_shared: "Family sharing",
  variation_id: "Variation id",
  note: "Note",
  ticket: "Ticket",
} as const;

const subscriptionOnly = {
  originally_purchased_at: "Originally purchased",
  expires_at: "Expires",
  renew_status: "Auto-renew",
  renew_status_changed_at: "Auto-renew changed",
  billing_issue_detected_at: "Billing issue detected",
  grace_period_expires_at: "Grace period expires",
} as const;

/** The fields by the request's names, with the words the screen has for them. */
export const labels = { ...shared, ...subscriptionOnly };
export type FieldName = keyof typeof labels;

/** Whether the form of this kind has a box for a field that an error names. */
export const hasField = (kind: TransactionDraft["purchase_type"], field: string): field is FieldName =>
  Object.hasOwn(kind === "subscription" ? labels : shared, field);
