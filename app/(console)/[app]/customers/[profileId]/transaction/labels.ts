import type { TransactionDraft } from "./draft";

/** The fields by the request's names, in the order of the form, with the words the screen has for them. */
export const labels = {
  store: "Store",
  store_product_id: "Product id",
  environment: "Environment",
  store_transaction_id: "Transaction id",
  store_original_transaction_id: "Original transaction id",
  "price.value": "Price",
  "price.currency": "Currency",
  "price.country": "Country",
  purchased_at: "Purchased",
  originally_purchased_at: "Originally purchased",
  expires_at: "Expires",
  renew_status: "Auto-renew",
  renew_status_changed_at: "Auto-renew changed",
  "offer.category": "Offer category",
  "offer.type": "Offer type",
  "offer.id": "Offer id",
  billing_issue_detected_at: "Billing issue detected",
  grace_period_expires_at: "Grace period expires",
  refunded_at: "Refunded",
  cancellation_reason: "Cancellation reason",
  is_family_shared: "Family sharing",
  variation_id: "Variation id",
  reason: "Reason",
  note: "Note",
  ticket: "Ticket",
} as const;

export type FieldName = keyof typeof labels;

/** "Free trial" for "free_trial". */
export const sayOption = (option: string) => option.charAt(0).toUpperCase() + option.slice(1).replaceAll("_", " ");
export const saySharing = (option: string) => (option === "yes" ? "Shared within the family" : "Not shared");

const subscriptionOnly: readonly string[] = [
  "originally_purchased_at",
  "expires_at",
  "renew_status",
  "renew_status_changed_at",
  "billing_issue_detected_at",
  "grace_period_expires_at",
] satisfies FieldName[];

/** Whether the form of this kind has a box for a field that an error names. */
export const hasField = (kind: TransactionDraft["purchase_type"], field: string): field is FieldName =>
  Object.hasOwn(labels, field) && (kind === "subscription" || !subscriptionOnly.includes(field));
