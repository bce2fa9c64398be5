import type { CustomerView } from "@/lib/access/view";
import type { GrantAccessLevel } from "@/lib/adapty/access-level";
import { parseInstant } from "@/lib/adapty/instant";
import type { Transaction } from "@/lib/adapty/transaction";
import { can, whyNot } from "@/lib/auth/permissions";
import type { Settings } from "@/lib/settings/settings";
import { daysGiven, isForLife, whyOverLimit, whyTaken } from "./limits";
import type { Beyond } from "./second-person";
import type { Readable } from "./snapshot";

/** Access that a write opens. `until` in milliseconds, null is for life. `paid`: by a transaction that was paid for. */
export type Gift = { levelId: string; until: number | null; paid?: true };

/** To whom, by which settings; `now` in milliseconds. */
export type Giving = {
  settings: Pick<Settings, "grantables" | "limits">;
  app: string;
  before: Readable;
  view: Pick<CustomerView, "accessLevels">;
  now: number;
};

const orUndefined = (instant: unknown) => (instant ? parseInstant(instant) : undefined);

export const giftOfGrant = (body: GrantAccessLevel): Gift => ({
  levelId: body.access_level_id,
  until: body.expires_at ? parseInstant(body.expires_at) : null,
});

/** The level that a product gives: by Settings, or by what the customer has of the same product. Empty: nobody knows. */
export const levelOf = (
  { store, store_product_id: product }: Pick<Transaction, "store" | "store_product_id">,
  { settings, app, view }: Pick<Giving, "app" | "view"> & { settings: Pick<Settings, "grantables"> },
): string =>
  settings.grantables.find((line) => line.app === app && line.compProductId === product)?.accessLevelId ??
  view.accessLevels?.find((level) => level.store === store && level.store_product_id === product)?.access_level_id ??
  "";

/** Where what it opens ends, by its grace period or by its refund: milliseconds, null for the life of a one-time purchase. */
export function endOfTransaction(body: Transaction): number | null {
  const end =
    body.purchase_type === "one_time_purchase"
      ? null
      : Math.max(parseInstant(body.expires_at), orUndefined(body.grace_period_expires_at) ?? 0);
  const refunded = orUndefined(body.refunded_at);
  return refunded === undefined ? end : Math.min(end ?? refunded, refunded);
}

/** How far a form's clock may be ahead of ours when it refunds at once. */
const REFUND_SLACK = 5 * 60_000;

const CURRENCY = /^[A-Za-z]{3}$/;

/** The smallest coin there is of a currency: a yen, a cent, a thousandth of a dinar; a cent while a form names none. */
function coinOf(currency: string): number {
  if (!CURRENCY.test(currency)) return 0.01;
  const { maximumFractionDigits = 2 } = new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions();
  return 10 ** -maximumFractionDigits;
}

/**
 * What cost less than a coin cost nothing, and so did whatever was bought in Sandbox. One coin counts as paid all the same: what a
 * purchase is worth, and whether the money ever came, nobody can tell from here.
 */
const isPaid = ({ price: { currency, value }, environment }: Transaction) =>
  environment !== "Sandbox" && value > 0 && value >= coinOf(currency);

/**
 * What a transaction opens, whatever it cost. Null for what has ended or was taken back, and for what is there already. A one-time
 * purchase may open access for life.
 */
export function giftOfTransaction(body: Transaction, giving: Giving): Gift | null {
  const opened = { levelId: levelOf(body, giving), ...(isPaid(body) && { paid: true as const }) };
  const until = endOfTransaction(body);
  if (until === null) {
    // Without its store it may be another's: it counts as given (not as lib/adapty/find-entry).
    const isHeld = giving.before.non_subscriptions?.some(
      (held) =>
        held.store_transaction_id === body.store_transaction_id &&
        held.store === body.store &&
        held.store_product_id === body.store_product_id &&
        held.is_refund !== true,
    );
    return isHeld ? null : { ...opened, until };
  }
  return until > giving.now + (body.refunded_at ? REFUND_SLACK : 0) ? { ...opened, until } : null;
}

export const daysOf = (gift: Gift, { view, now }: Giving): number => daysGiven({ ...gift, view, now });

/** The days for which it counts as a grant; null for what was paid for, and opens none on the house. */
export const daysOnTheHouse = (gift: Gift | null, giving: Giving): number | null =>
  gift && !gift.paid ? daysOf(gift, giving) : null;

/** Why this role may not give that alone: for life it may not, or it is over the limit of the role at once. */
export function whyNotGiven(gift: Gift, giving: Giving, role: string): Beyond | null {
  const forLife = isForLife({ ...gift, view: giving.view, now: giving.now });
  if (forLife && !can(role, "comp.lifetime")) return { why: "right", message: whyNot(role, "comp.lifetime") };
  const { limits } = giving.settings;
  const message =
    (forLife ? whyTaken("comp.lifetime", role, limits) : null) ?? whyOverLimit(daysOf(gift, giving), role, limits);
  return message === null ? null : { why: "limit", message };
}
