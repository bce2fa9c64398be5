import "server-only";
import { parseInstant } from "@/lib/adapty/instant";
import type { Transaction } from "@/lib/adapty/transaction";
import { namedUuid } from "./named-id";
import { type ProfileRecord, type Purchase, purchaseKey } from "./record";

const endOf = (transaction: Transaction) =>
  `${transaction.purchase_type === "subscription" ? transaction.expires_at : ""} ${transaction.refunded_at ?? ""}`;

/**
 * The purchase that set transaction leaves behind. The same store transaction id updates in place and keeps its purchase id;
 * a revocation of its access stays unless the new version moves its end. Renewals are purchases of their own.
 */
export function purchaseOf(record: ProfileRecord, transaction: Transaction, now: number): Purchase {
  const key = purchaseKey(transaction);
  const before = record.purchases.get(key);
  const purchasedAt = parseInstant(transaction.purchased_at);
  return {
    transaction,
    purchaseId: before?.purchaseId ?? namedUuid(`${record.profileId}\n${key}`),
    startsAt: purchasedAt > now ? purchasedAt : null,
    accessUntil: before && endOf(before.transaction) === endOf(transaction) ? before.accessUntil : null,
  };
}
