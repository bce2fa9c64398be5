"use client";

import { cancellationReasons, offerCategories, offerTypes } from "@/lib/adapty/fields";
import { useTransactionForm } from "./form-context";
import { FormInstant, FormSelect, FormText } from "./form-fields";
import { FoldedGroup } from "./groups";
import { sayOption, saySharing } from "./labels";

/** What few transactions have, folded away. */
export function RareGroups() {
  const { draft } = useTransactionForm();
  return (
    <div>
      <FoldedGroup title="Offer" names={["offer.category", "offer.type", "offer.id"]}>
        <FormSelect name="offer.category" none="No offer" options={offerCategories} sayOption={sayOption} />
        <FormSelect name="offer.type" none="No offer" options={offerTypes} sayOption={sayOption} />
        <FormText name="offer.id" mono optional hint="Needed for every category except introductory." />
      </FoldedGroup>
      {draft.purchase_type === "subscription" && (
        <FoldedGroup title="Billing trouble" names={["billing_issue_detected_at", "grace_period_expires_at"]}>
          <FormInstant name="billing_issue_detected_at" optional />
          <FormInstant name="grace_period_expires_at" optional hint="Access goes on until then." />
        </FoldedGroup>
      )}
      <FoldedGroup title="Refund or cancellation" names={["refunded_at", "cancellation_reason"]}>
        <FormInstant
          name="refunded_at"
          optional
          hint="Only notes a refund that the store made. It pays nothing back."
        />
        <FormSelect
          name="cancellation_reason"
          optional
          none="None"
          options={cancellationReasons}
          sayOption={sayOption}
        />
      </FoldedGroup>
      <FoldedGroup title="More" names={["is_family_shared", "variation_id"]}>
        <FormSelect name="is_family_shared" optional none="Not said" options={["yes", "no"]} sayOption={saySharing} />
        <FormText name="variation_id" mono optional hint="Of the paywall the purchase was made from." />
      </FoldedGroup>
    </div>
  );
}
