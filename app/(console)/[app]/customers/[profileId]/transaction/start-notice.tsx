"use client";

import { Notice } from "@/components/notice";
import type { TransactionStart } from "../sheet-props";
import type { Effect } from "./effect";

/** What the chosen start means for the ids, in a sentence before anything is typed. */
export function StartNotice({ start }: { start: TransactionStart }) {
  if (start.kind === "new") return null;
  if (start.kind === "renewal") {
    return (
      <Notice tone="warning" title="A new id books a renewal">
        <p>Same original transaction, new transaction id: revenue grows by this price.</p>
        <p>To change what is already there, use Correct on that transaction instead.</p>
      </Notice>
    );
  }
  const inGrace = start.kind === "correct_subscription" && start.entry.is_in_grace_period === true;
  return (
    <Notice tone="info" title="Same id: Adapty updates this transaction in place, no renewal is booked">
      <p>
        Adapty answers neither the price nor the variation, family sharing or the date of a refund. Type again what
        should stay, above all the price.
      </p>
      {inGrace && <p>It is in a grace period now. Adapty does not say until when: type that end again, too.</p>}
    </Notice>
  );
}

/** For a typed id that this customer already has, in a form that may name one. */
export function HeldNotice({ start, effect }: { start: TransactionStart; effect: Effect }) {
  if (effect !== "update" || start.kind !== "new") return null;
  return (
    <Notice live tone="warning" title="This customer already has a transaction with this id">
      <p>Adapty would update that one in place. Nothing new is booked.</p>
    </Notice>
  );
}
