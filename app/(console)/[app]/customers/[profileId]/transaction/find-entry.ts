import type { QueryClient } from "@tanstack/react-query";
import type { CustomerView } from "@/lib/access/view";
import { findEntry as findAmong } from "@/lib/adapty/find-entry";
import type { NonSubscription, Subscription } from "@/lib/adapty/profile";
import { purchasesQuery } from "../customer-query";
import type { TransactionStart } from "../sheet-props";

type Entry = Subscription | NonSubscription;

/** The entry that a form corrects, when it has an id to be known by. */
export const correctedBy = (start: TransactionStart): Entry | undefined =>
  start.kind !== "new" && start.kind !== "renewal" && start.entry.store_transaction_id ? start.entry : undefined;

/** The same entry as it is now: as the page shows it, else by the whole list. Undefined when the customer has it no more. */
export async function findEntry(entry: Entry, view: CustomerView, client: QueryClient): Promise<Entry | undefined> {
  const chains = (view.chains ?? []).flatMap(({ latest, periods }) => [latest, ...periods]);
  const shown = findAmong([...chains, ...(view.purchases ?? [])], entry);
  if (shown) return shown;
  const whole = purchasesQuery(view.app, view.profileId);
  const { subscriptions = [], purchases = [] } = await client.fetchQuery({ ...whole, staleTime: Infinity });
  return findAmong([...subscriptions, ...purchases], entry);
}
