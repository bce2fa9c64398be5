"use client";

import { useController } from "react-hook-form";
import { Field } from "@/components/field";
import { TextArea } from "@/components/text-area";
import { type Reason, reasonsFor } from "@/lib/settings/reasons";
import { useTransactionForm } from "./form-context";
import { FormSelect, FormText } from "./form-fields";
import { Group } from "./groups";
import { labels } from "./labels";

function FormNote({ optional }: { optional: boolean }) {
  const { form, problemOf } = useTransactionForm();
  const { field } = useController({ control: form.control, name: "note" });
  const hint = "For the team's record. Adapty does not get it.";
  return (
    <Field label={labels.note} optional={optional} error={problemOf("note")} hint={hint}>
      <TextArea name="note" value={field.value} onBlur={field.onBlur} onChange={field.onChange} />
    </Field>
  );
}

/** Why, in the words of the team: what counts as a grant takes a reason, as a grant does. */
export function WhyGroup({ reasons, isGrant }: { reasons: Reason[]; isGrant: boolean }) {
  const { draft } = useTransactionForm();
  const offered = reasonsFor(reasons, "give");
  const chosen = offered.find(({ code }) => code === draft.reason);
  return (
    <Group title="Why">
      <FormSelect
        name="reason"
        optional={!isGrant}
        hint={isGrant ? "Nobody pays for this, so it counts as a grant." : undefined}
        none="Choose"
        options={offered.map(({ code }) => code)}
        sayOption={(option) => offered.find(({ code }) => code === option)?.label ?? option}
      />
      <FormNote optional={!chosen?.noteRequired} />
      <FormText name="ticket" optional />
    </Group>
  );
}
