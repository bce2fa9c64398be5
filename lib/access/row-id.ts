import type { AccessLevel, NonSubscription } from "@/lib/adapty/profile";

/** Anchor of the one-time purchases as a whole, for marks that stand for many of them. */
export const PURCHASES_ROW = "purchases";

function hash(text: string): string {
  let sum = 5381;
  for (let index = 0; index < text.length; index++) sum = (sum * 33 + text.charCodeAt(index)) >>> 0;
  return sum.toString(36);
}

function safe(text: string): string {
  const plain = text.slice(0, 60).replace(/[^\w-]/g, "-");
  return plain === text ? plain : `${plain}-${hash(text)}`;
}

/*
 * Ids for rows: the same for the same record on every read, and fit for an element's id and a URL's fragment whatever the
 * record's own id holds. Two records that Adapty gives the same id share a row id.
 */
export const levelRowId = (level: AccessLevel) => `level-${safe(level.access_level_id ?? "")}`;

export const chainRowId = (chain: { id: string }) => `chain-${safe(chain.id)}`;

export const purchaseRowId = (purchase: NonSubscription) =>
  `purchase-${safe(purchase.purchase_id || purchase.store_transaction_id || `${purchase.store_product_id} ${purchase.purchased_at}`)}`;
