import { formatInstant } from "@/lib/adapty/instant";
import type { OneTimeTransaction, SubscriptionTransaction } from "@/lib/adapty/transaction";

const DAY = 86_400_000;
const MONTH = 30;

export const FREE_TRIAL = { category: "introductory", type: "free_trial" } as const;

/** Writes days from now as an instant: `at(-3)` is three days ago. */
export type At = (days: number) => string;

export const atFrom =
  (now: number): At =>
  (days) =>
    formatInstant(Math.floor(now / 1000) * 1000 + Math.round(days * DAY));

type Chain = {
  id: string;
  /** Days from now of the first purchase. */
  from: number;
  periods?: number;
  /** Days that each period lasts. */
  days?: number;
  price?: number;
  all?: Partial<SubscriptionTransaction>;
  first?: Partial<SubscriptionTransaction>;
  last?: Partial<SubscriptionTransaction>;
};

const priceOf = (value: number, currency = "USD", country = "US") => ({ country, currency, value });

/** A subscription and its renewals: the first transaction has the chain's id, the next ones id + 001, 002 ... */
export function subscription(at: At, chain: Chain): SubscriptionTransaction[] {
  const { id, from, periods = 1, days = MONTH, price = 9.99, all, first, last } = chain;
  return Array.from({ length: periods }, (_, index) => ({
    purchase_type: "subscription",
    store: "app_store",
    store_product_id: "premium_monthly",
    store_transaction_id: index === 0 ? id : `${id}${String(index).padStart(3, "0")}`,
    store_original_transaction_id: id,
    price: priceOf(price),
    purchased_at: at(from + index * days),
    originally_purchased_at: at(from),
    expires_at: at(from + (index + 1) * days),
    renew_status: true,
    ...all,
    ...(index === 0 ? first : undefined),
    ...(index === periods - 1 ? last : undefined),
  }));
}

/** A one-time purchase made `daysAgo`. */
export function oneTime(
  at: At,
  id: string,
  product: string,
  daysAgo: number,
  price: number,
  changes?: Partial<OneTimeTransaction>,
): OneTimeTransaction {
  return {
    purchase_type: "one_time_purchase",
    store: "app_store",
    store_product_id: product,
    store_transaction_id: id,
    store_original_transaction_id: id,
    price: priceOf(price),
    purchased_at: at(-daysAgo),
    ...changes,
  };
}

/** A comp as the console makes it: a free period that does not renew, known by its `comp_` transaction id. */
export const comp = (at: At, id: string, from: number, days: number): SubscriptionTransaction[] =>
  subscription(at, {
    id: `comp_${id}`,
    from,
    days,
    price: 0,
    all: { store: "support", store_product_id: "comp_premium", renew_status: false },
  });
