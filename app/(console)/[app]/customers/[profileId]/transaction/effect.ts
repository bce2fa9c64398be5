import type { CustomerView } from "@/lib/access/view";
import { findEntry, isEntryOf } from "@/lib/adapty/find-entry";
import type { NonSubscription, Subscription } from "@/lib/adapty/profile";
import type { TransactionStart } from "../sheet-props";
import { originalIdOf, type TransactionDraft } from "./draft";

/** What Adapty makes of it: a purchase that starts something, a renewal of a chain, or a new version of what it has. */
export type Effect = "first" | "renewal" | "update";

type Held = Pick<CustomerView, "chains" | "purchases">;

/** This customer's transaction that is named, among those that the page holds. */
export function findHeld(
  { chains, purchases }: Held,
  named: Pick<TransactionDraft, "store" | "store_transaction_id">,
): Subscription | NonSubscription | undefined {
  if (!named.store) return undefined;
  const all = [...(chains ?? []).flatMap(({ latest, periods }) => [latest, ...periods]), ...(purchases ?? [])];
  return findEntry(all, named);
}

/** The same transaction id in the same store is an update, a new id under an older original one a renewal. */
export function effectOf(draft: TransactionDraft, start: TransactionStart["kind"], view: Held): Effect {
  const corrects = start === "correct_subscription" || start === "correct_purchase";
  if (start === "renewal") return "renewal";
  if (corrects || findHeld(view, draft)) return "update";
  const renews = draft.purchase_type === "subscription" && originalIdOf(draft) !== draft.store_transaction_id;
  return renews ? "renewal" : "first";
}

/** Whether a renewal is given an id that this customer has, by which Adapty would change that one instead of renewing. */
export const renewalTaken =
  (start: TransactionStart, view: Held) =>
  (draft: TransactionDraft): boolean => {
    const { store_transaction_id: id } = draft;
    if (start.kind !== "renewal" || !id) return false;
    const isOriginal = !draft.originalFollows && id === draft.store_original_transaction_id;
    return isOriginal || isEntryOf(start.entry, draft) || findHeld(view, draft) !== undefined;
  };
