import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import type { UseFormReturn } from "react-hook-form";
import type { NonSubscription, Subscription } from "@/lib/adapty/profile";
import type { CustomerPage } from "@/lib/customers/customer-page";
import { compareLevels, comparePurchases } from "../conflict/compare-access";
import type { Chosen } from "../conflict/conflict-row";
import type { TransactionStart } from "../sheet-props";
import { isConflict, type Looked, type WriteState } from "../use-write";
import { adoptFrom, compareEntry } from "./compare-entry";
import { correctedBy, findEntry } from "./find-entry";
import type { TransactionForm } from "./problems";

type Write = {
  state: WriteState;
  looked: Looked;
  acceptCurrent: (page: CustomerPage, entry?: Subscription | NonSubscription) => void;
};
type Form = UseFormReturn<TransactionForm, unknown, TransactionForm>;
type Opened = {
  write: Write;
  page: CustomerPage;
  start: TransactionStart;
  form: Form;
  draft: TransactionForm;
  now: number;
};

/** What changed under this form: the entry that it corrects, field by field, then the rest of what it builds on. */
export function useConflict({ write, page, start, form, draft, now }: Opened) {
  const { state, looked } = write;
  const client = useQueryClient();
  const [found, setFound] = useState<{ entry: Subscription | NonSubscription | undefined } | "unread">();
  const corrected = correctedBy(start);
  // Of the list of all, which may have to be read for it, as often as the form is turned away.
  useEffect(() => {
    if (!corrected || !isConflict(state)) return;
    let isNewest = true;
    const tell = (what: typeof found) => isNewest && setFound(what);
    findEntry(corrected, page.view, client).then(
      (entry) => tell({ entry }),
      () => tell("unread"),
    );
    return () => {
      isNewest = false;
    };
  }, [corrected, page.view, client, state]);
  if (!isConflict(state)) return undefined;

  const entry = typeof found === "object" ? found.entry : undefined;
  const ofEntry =
    corrected && typeof found === "object" ? compareEntry(start, draft, { before: looked.entry, now: entry }) : [];
  const views = [looked.page.view, page.view] as const;
  return {
    rows: [...ofEntry, ...compareLevels(...views, now), ...comparePurchases(...views, corrected)],
    missing:
      corrected && typeof found !== "object"
        ? found === "unread"
          ? "That transaction could not be read again: try once more"
          : "Still reading that transaction"
        : undefined,
    /** Takes over what was changed there alone, or was chosen, and lets the agent decide on that. */
    goOn: (chosen: Chosen) => {
      for (const [name, value] of adoptFrom(start, entry, ofEntry, chosen))
        form.setValue(name, value as never, { shouldDirty: true });
      write.acceptCurrent(page, entry);
    },
  };
}
