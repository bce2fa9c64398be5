import { formatInstant, parseInstant } from "@/lib/adapty/instant";
import type { SubscriptionTransaction } from "@/lib/adapty/transaction";
import { COMP_PREFIX, isActive, isRefunded, originOf } from "./facts";
import type { Chain, CustomerView } from "./view";

/** `comp_` and the operation's UUID without dashes: 37 of the 50 characters that Adapty allows, the same on every resend. */
export const compTransactionId = (operationId: string): string => COMP_PREFIX + operationId.replaceAll("-", "");

const COMP_ID = /^comp_[A-Za-z0-9]{8,45}$/;

/** Was it made as compTransactionId makes them? */
export const isCompId = (text: string): boolean => COMP_ID.test(text);

/** The newest comp subscription of this product that still runs, which a further comp extends as a free renewal. */
export const runningComp = (
  view: Pick<CustomerView, "chains">,
  product: { store: string; productId: string },
  now: number,
): Chain | undefined =>
  view.chains?.find(
    ({ latest }) =>
      originOf(latest) === "comp_subscription" &&
      latest.store === product.store &&
      latest.store_product_id === product.productId &&
      latest.store_original_transaction_id &&
      !isRefunded(latest) &&
      isActive(latest, now) === true,
  );

/**
 * The set-transaction body of a comp subscription: price 0, not renewing, bought now. It continues `extending` under its
 * original transaction id (a free renewal) or starts a chain of its own. `end` must lie after `now`. There is no comp
 * subscription for life, because Adapty requires `expires_at`: for life, grant access only with `expires_at` null.
 * Source: "Set transaction" page.
 */
export function buildCompTransaction(comp: {
  operationId: string;
  now: number;
  end: number;
  store: string;
  productId: string;
  country: string;
  currency: string;
  extending?: Chain;
}): SubscriptionTransaction {
  const id = compTransactionId(comp.operationId);
  const purchasedAt = formatInstant(comp.now);
  const held = comp.extending?.latest;
  const first = parseInstant(held?.originally_purchased_at ?? held?.purchased_at);
  return {
    purchase_type: "subscription",
    store: comp.store,
    store_product_id: comp.productId,
    store_transaction_id: id,
    store_original_transaction_id: held?.store_original_transaction_id || id,
    price: { country: comp.country, currency: comp.currency, value: 0 },
    purchased_at: purchasedAt,
    originally_purchased_at: first <= comp.now ? formatInstant(first) : purchasedAt,
    expires_at: formatInstant(comp.end),
    renew_status: false,
  };
}
