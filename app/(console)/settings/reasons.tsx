"use client";

import { useFieldArray, useFormContext } from "react-hook-form";
import { Checkbox } from "@/components/checkbox";
import { Field } from "@/components/field";
import { Section } from "@/components/section";
import { TextInput } from "@/components/text-input";
import type { Settings } from "@/lib/settings/settings";
import { LineList } from "./line-list";

export function Reasons() {
  const { control, formState, register } = useFormContext<Settings>();
  const { fields, append, move, remove } = useFieldArray({ control, name: "reasons" });
  const { reasons } = formState.errors;
  return (
    <Section title="Reasons">
      <p className="pb-3 text-ink-soft">
        One of these is asked for with every comp and kept in the journal by its code; nothing of it is sent to Adapty.
      </p>
      <LineList
        keys={fields.map(({ id }) => id)}
        noun="reason"
        error={reasons?.root?.message ?? reasons?.message}
        onMove={move}
        onRemove={remove}
        onAdd={() => append({ code: "", label: "", noteRequired: false }, { shouldFocus: false })}
      >
        {(index) => (
          <div className="grid gap-x-3 gap-y-2 sm:grid-cols-[9rem_minmax(0,1fr)]">
            <Field label="Code" error={reasons?.[index]?.code?.message}>
              <TextInput mono {...register(`reasons.${index}.code`)} />
            </Field>
            <Field label="Name" error={reasons?.[index]?.label?.message}>
              <TextInput {...register(`reasons.${index}.label`)} />
            </Field>
            <div className="sm:col-start-2">
              <Checkbox label="A note is required" {...register(`reasons.${index}.noteRequired`)} />
            </div>
          </div>
        )}
      </LineList>
    </Section>
  );
}
