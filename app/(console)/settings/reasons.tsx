"use client";

import { useId } from "react";
import { useFieldArray, useFormContext } from "react-hook-form";
import { Checkbox } from "@/components/checkbox";
import { Field, FieldNotes } from "@/components/field";
import { Section } from "@/components/section";
import { TextInput } from "@/components/text-input";
import { reasonKindNames, reasonKinds } from "@/lib/settings/reasons";
import type { Settings } from "@/lib/settings/settings";
import { LineList } from "./line-list";

export function Reasons() {
  const { control, formState, register } = useFormContext<Settings>();
  const { fields, append, move, remove } = useFieldArray({ control, name: "reasons" });
  const { reasons } = formState.errors;
  return (
    <Section title="Reasons">
      <p className="pb-3 text-ink-soft">
        One of these is asked for whenever access is given or ended, a customer is to be deleted or personal data is
        revealed, and kept in the journal by its code; nothing of it is sent to Adapty.
      </p>
      <LineList
        keys={fields.map(({ id }) => id)}
        noun="reason"
        error={reasons?.root?.message ?? reasons?.message}
        onMove={move}
        onRemove={remove}
        onAdd={() =>
          append({ code: "", label: "", noteRequired: false, kinds: [...reasonKinds] }, { shouldFocus: false })
        }
      >
        {(index) => (
          <div className="grid gap-x-3 gap-y-2 sm:grid-cols-[9rem_minmax(0,1fr)]">
            <Field label="Code" error={reasons?.[index]?.code?.message}>
              <TextInput mono {...register(`reasons.${index}.code`)} />
            </Field>
            <Field label="Name" error={reasons?.[index]?.label?.message}>
              <TextInput {...register(`reasons.${index}.label`)} />
            </Field>
            <div className="space-y-2 sm:col-start-2">
              <Checkbox label="A note is required" {...register(`reasons.${index}.noteRequired`)} />
              <OfferedFor index={index} />
            </div>
          </div>
        )}
      </LineList>
    </Section>
  );
}

function OfferedFor({ index }: { index: number }) {
  const id = useId();
  const { formState, register } = useFormContext<Settings>();
  const error = formState.errors.reasons?.[index]?.kinds?.message;
  return (
    <fieldset aria-describedby={error && `${id}-error`} className="min-w-0">
      <legend className="text-sm text-ink-soft">Offered for</legend>
      <div className="flex flex-wrap gap-x-4">
        {reasonKinds.map((kind) => (
          <Checkbox
            key={kind}
            label={reasonKindNames[kind]}
            value={kind}
            aria-invalid={error ? true : undefined}
            {...register(`reasons.${index}.kinds`)}
          />
        ))}
      </div>
      <FieldNotes id={id} error={error} />
    </fieldset>
  );
}
