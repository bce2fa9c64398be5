import { parseInstant } from "@/lib/adapty/instant";
import type { Subscription } from "@/lib/adapty/profile";
import type { Chain } from "./view";

/** For order and drawing only: five times faster on Adapty's usual spelling, lenient about 31 February. */
export const quickInstant = (text: string | null | undefined): number =>
  text?.length === 25 && text.endsWith("+00:00") ? Date.parse(text) : parseInstant(text);

const orUnknown = (ms: number) => (Number.isNaN(ms) ? Number.NEGATIVE_INFINITY : ms);

/** Newest first; entries whose date is missing or unreadable come last, in the order they came. */
export function newestFirst<Item>(items: Item[], dateOf: (item: Item) => string | null | undefined): Item[] {
  return items
    .map((item) => ({ item, at: orUnknown(quickInstant(dateOf(item))) }))
    .sort((a, b) => (a.at === b.at ? 0 : b.at - a.at))
    .map(({ item }) => item);
}

const endOf = (period: Subscription) =>
  period.expires_at === null ? Number.POSITIVE_INFINITY : orUnknown(quickInstant(period.expires_at));

/** The store and its original transaction id; without ids, product and date, so that it stays the same on every read. */
function chainId(period: Subscription): string {
  const id = period.store_original_transaction_id || period.store_transaction_id;
  return `${period.store ?? ""}:${id || `${period.store_product_id} ${period.purchased_at}`}`;
}

/** Folds renewals under their first transaction: every chain with all its periods, both newest first. */
export function foldChains(subscriptions: Subscription[]): Chain[] {
  const byId = new Map<string, Subscription[]>();
  for (const period of subscriptions) {
    const id = chainId(period);
    const held = byId.get(id);
    if (held) held.push(period);
    else byId.set(id, [period]);
  }
  const chains = [...byId].map(([id, held]): Chain => {
    const dated = newestFirst(held, (period) => period.purchased_at);
    const twins = dated.filter((period) => period.purchased_at === dated[0]?.purchased_at);
    const latest = twins.reduce((best, period) => (endOf(period) > endOf(best) ? period : best));
    const periods = [latest, ...dated.filter((period) => period !== latest)];
    return { id, latest, periods, periodCount: periods.length };
  });
  return newestFirst(chains, (chain) => chain.latest.purchased_at);
}
