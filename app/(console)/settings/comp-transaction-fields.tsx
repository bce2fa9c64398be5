"use client";

import { useFormContext } from "react-hook-form";
import { Field } from "@/components/field";
import { Section } from "@/components/section";
import { TextInput } from "@/components/text-input";
import type { Settings } from "@/lib/settings/settings";

const fields = [
  { name: "store", label: "Store", hint: "Id of the custom store." },
  { name: "country", label: "Country", hint: "Two letters." },
  { name: "currency", label: "Currency", hint: "Three letters." },
] as const;

export function CompTransactionFields() {
  const { formState, register } = useFormContext<Settings>();
  return (
    <Section title="Comp subscriptions">
      <p className="pb-3 text-ink-soft">
        Every comp subscription is entered as a transaction at price 0 in this store, with this country and currency.
        Comps made before keep theirs.
      </p>
      <div className="grid gap-x-3 gap-y-4 border-t border-line pt-3 sm:grid-cols-3">
        {fields.map(({ name, label, hint }) => (
          <Field key={name} label={label} hint={hint} error={formState.errors.comp?.[name]?.message}>
            <TextInput mono {...register(`comp.${name}`)} />
          </Field>
        ))}
      </div>
    </Section>
  );
}
