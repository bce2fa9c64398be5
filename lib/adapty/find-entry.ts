import type { NonSubscription, Subscription } from "./profile";

type Named = Pick<Subscription | NonSubscription, "store" | "store_transaction_id">;

/** The store decides only where both sides name one: Adapty may leave it out. */
export const isSameStore = (a: Pick<Named, "store">, b: Pick<Named, "store">): boolean =>
  !a.store || !b.store || a.store === b.store;

/** Whether an entry of a profile is the transaction that a body, or another entry, names. */
export const isEntryOf = (entry: Named, named: Named): boolean =>
  !!named.store_transaction_id &&
  entry.store_transaction_id === named.store_transaction_id &&
  isSameStore(entry, named);

/** All that may be it: Adapty may hold an id more than once. */
export const entriesOf = <Entry extends Named>(entries: readonly Entry[], named: Named): Entry[] =>
  entries.filter((entry) => isEntryOf(entry, named));

/** The one that is it; of several, the one of the very store. */
export function findEntry<Entry extends Named>(entries: readonly Entry[], named: Named): Entry | undefined {
  const found = entriesOf(entries, named);
  return found.find(({ store }) => store === named.store) ?? found[0];
}
