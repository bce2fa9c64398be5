import type { Snapshot } from "./snapshot";

export type TransactionKind = "correction" | "renewal";

type Asked = { purchase_type?: unknown; store_transaction_id?: unknown; store_original_transaction_id?: unknown };

/**
 * What a set transaction was, by its body and the customer just before it: a correction when they had this very
 * transaction, a renewal when they had not and it goes under another original one. Null for any other, and when Adapty
 * did not say what they had.
 */
export function kindOfTransaction(body: unknown, before: Snapshot | null): TransactionKind | null {
  if (before?.subscription || before?.nonSubscription) return "correction";
  const { purchase_type, store_transaction_id: id, store_original_transaction_id: original } = (body ?? {}) as Asked;
  return before?.subscription === null && purchase_type === "subscription" && original !== id ? "renewal" : null;
}
