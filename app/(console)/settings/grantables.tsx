"use client";

import { useFieldArray, useFormContext } from "react-hook-form";
import { Field } from "@/components/field";
import { Section } from "@/components/section";
import { Select } from "@/components/select";
import { TextInput } from "@/components/text-input";
import type { Settings } from "@/lib/settings/settings";
import { LineList } from "./line-list";

type GrantablesProps = { apps: { id: string; name: string }[] };

export function Grantables({ apps }: GrantablesProps) {
  const { control, formState, getValues, register } = useFormContext<Settings>();
  const { fields, append, move, remove } = useFieldArray({ control, name: "grantables" });
  const { grantables } = formState.errors;
  const gone = new Set(getValues("grantables").map(({ app }) => app));
  for (const { id } of apps) gone.delete(id);
  return (
    <Section title="Access levels">
      <p className="pb-3 text-ink-soft">
        What may be granted in which app, by the id it has in Adapty. The comp product is the product that you made in
        Adapty for free subscriptions to this level; without one, agents can only grant access alone.
      </p>
      <LineList
        keys={fields.map(({ id }) => id)}
        noun="level"
        error={grantables?.root?.message ?? grantables?.message}
        onMove={move}
        onRemove={remove}
        onAdd={() => append({ app: apps[0]?.id ?? "", accessLevelId: "", compProductId: null }, { shouldFocus: false })}
      >
        {(index) => (
          <div className="grid gap-x-3 gap-y-2 sm:grid-cols-3">
            <Field label="App" error={grantables?.[index]?.app?.message}>
              <Select {...register(`grantables.${index}.app`)}>
                {apps.map(({ id, name }) => (
                  <option key={id} value={id}>
                    {name}
                  </option>
                ))}
                {[...gone].map((id) => (
                  <option key={id} value={id}>
                    {id} (no longer here)
                  </option>
                ))}
              </Select>
            </Field>
            <Field label="Access level id" error={grantables?.[index]?.accessLevelId?.message}>
              <TextInput mono {...register(`grantables.${index}.accessLevelId`)} />
            </Field>
            <Field label="Comp product id" optional error={grantables?.[index]?.compProductId?.message}>
              <TextInput
                mono
                placeholder="access only"
                {...register(`grantables.${index}.compProductId`, { setValueAs: (text) => text || null })}
              />
            </Field>
          </div>
        )}
      </LineList>
    </Section>
  );
}
