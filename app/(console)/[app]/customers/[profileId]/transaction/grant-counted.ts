import type { CustomerView } from "@/lib/access/view";
import type { Transaction } from "@/lib/adapty/transaction";
import { daysOnTheHouse, type Giving, giftOfTransaction } from "@/lib/operations/gift";
import type { TransactionStart } from "../sheet-props";
import { type TransactionDraft, toBody } from "./draft";

type Seen = Pick<Giving, "settings" | "now"> & { view: Pick<CustomerView, "app" | "accessLevels" | "purchases"> };

/** Whether what the form holds so far would count as a grant, by the rules of the server on what the page shows. */
export const grantCounted = (start: TransactionStart, { view, settings, now }: Seen) => {
  // The page lists the newest purchases; the one to correct may be an older one.
  const corrected = start.kind === "correct_purchase" ? [start.entry] : [];
  const before = { non_subscriptions: [...corrected, ...(view.purchases ?? [])] };
  const giving = { settings, app: view.app, before, view, now };
  return (draft: TransactionDraft): boolean => {
    const body = toBody(draft) as Partial<Transaction>;
    if (typeof body.price?.value !== "number") return false;
    const days = daysOnTheHouse(giftOfTransaction(body as Transaction, giving), giving);
    return days !== null && days > 0;
  };
};
