import type { Transaction } from "@/lib/adapty/transaction";
import type { AppId } from "./catalogue";

export type AttributeValue = string | number;

/** A transaction as the emulator holds it. All times in milliseconds. */
export type Purchase = {
  transaction: Transaction;
  purchaseId: string;
  /** Set when the purchase lay ahead at the moment it was recorded. */
  startsAt: number | null;
  /** Set by a revocation: access ends here whatever the transaction says. */
  accessUntil: number | null;
};

/** Access without a transaction: at most one per profile and access level. All times in milliseconds. */
export type Grant = {
  level: string;
  product: string;
  startsAt: number | null;
  expiresAt: number | null;
  grantedAt: number;
  firstGrantedAt: number;
  transactionId: string;
};

export type ProfileRecord = {
  row: number;
  app: AppId;
  profileId: string;
  customerUserId: string | null;
  /** What Adapty takes and never answers: names, e-mail, device. */
  fields: Record<string, unknown>;
  attributes: Record<string, AttributeValue>;
  purchases: Map<string, Purchase>;
  grants: Map<string, Grant>;
};

/** A transaction is known by its store and its store_transaction_id, within its profile. */
export const purchaseKey = ({ store, store_transaction_id }: Transaction) => `${store}\n${store_transaction_id}`;
