"use client";

import { firstPurchaseOf } from "./draft";
import { useTransactionForm } from "./form-context";
import { FormBar, FormInstant, FormText } from "./form-fields";
import { Group } from "./groups";

const toCapitals = (typed: string) => typed.toUpperCase();

export function MoneyGroup() {
  const { start } = useTransactionForm();
  const corrects = start === "correct_subscription" || start === "correct_purchase";
  return (
    <Group title="Money">
      <FormText
        name="price.value"
        inputMode="decimal"
        placeholder="9.99"
        hint={
          corrects
            ? "Adapty never answers the price: type it again as it was, or the booked revenue changes."
            : "What the customer paid, in the currency below. 0 is a free trial or a free renewal."
        }
      />
      <div className="grid gap-4 sm:grid-cols-2">
        <FormText name="price.currency" placeholder="USD" shape={toCapitals} />
        <FormText name="price.country" placeholder="US" shape={toCapitals} hint="Of the customer's store account." />
      </div>
    </Group>
  );
}

export function DatesGroup() {
  const { form, draft } = useTransactionForm();
  const isSubscription = draft.purchase_type === "subscription";
  return (
    <Group title="Dates">
      <FormInstant name="purchased_at" hint={isSubscription ? "The start of this paid period." : undefined} />
      {isSubscription && (
        <>
          <FormInstant
            name="originally_purchased_at"
            shown={firstPurchaseOf(draft)}
            onEdit={() => form.setValue("firstFollows", false)}
            hint="The first purchase of the chain; the same date for a first purchase."
          />
          <FormInstant name="expires_at" hint="The end of this paid period. It may lie in the past." />
        </>
      )}
    </Group>
  );
}

export function RenewalGroup() {
  return (
    <Group title="Renewal">
      <FormBar
        name="renew_status"
        choices={[
          { value: "on", label: "On" },
          { value: "off", label: "Off" },
        ]}
        hint="Only what Adapty shows: it does not stop or start billing at the store."
      />
      <FormInstant name="renew_status_changed_at" optional hint="When it was turned off or on." />
    </Group>
  );
}
