"use client";

import { useController, useFieldArray, useFormContext } from "react-hook-form";
import { FieldNotes } from "@/components/field";
import { Section } from "@/components/section";
import { Select } from "@/components/select";
import { TextInput } from "@/components/text-input";
import type { Preset, Settings } from "@/lib/settings/settings";
import { LineList } from "./line-list";

type Unit = "days" | "months" | "lifetime";

const unitOf = ({ lifetime, months }: Preset): Unit =>
  lifetime ? "lifetime" : months === undefined ? "days" : "months";
const toPreset = (unit: Unit, count: number): Preset => (unit === "lifetime" ? { lifetime: true } : { [unit]: count });

function PresetLine({ index }: { index: number }) {
  const { field, formState } = useController<Settings, `presets.${number}`>({ name: `presets.${index}` });
  const preset: Preset = field.value;
  const unit = unitOf(preset);
  const count = preset.days ?? preset.months ?? Number.NaN;
  const wrong = formState.errors.presets?.[index];
  const message = wrong?.days?.message ?? wrong?.months?.message ?? wrong?.message;
  const id = `preset-${index}`;
  const marks = { "aria-invalid": message ? true : undefined, "aria-describedby": message ? `${id}-error` : undefined };
  const numberProps = { inputMode: "numeric", min: 1, type: "number" } as const;
  return (
    <div className="space-y-1">
      <div className="flex flex-wrap gap-2">
        {unit !== "lifetime" && (
          <TextInput
            {...numberProps}
            ref={field.ref}
            aria-label={`How many ${unit}`}
            {...marks}
            className="w-18!"
            value={Number.isNaN(count) ? "" : count}
            onChange={({ target }) => field.onChange(toPreset(unit, target.valueAsNumber))}
            onBlur={field.onBlur}
          />
        )}
        <Select
          aria-label="Unit"
          {...(unit === "lifetime" && marks)}
          className="w-28"
          value={unit}
          onChange={({ target }) => field.onChange(toPreset(target.value as Unit, Number.isNaN(count) ? 1 : count))}
        >
          <option value="days">days</option>
          <option value="months">months</option>
          <option value="lifetime">lifetime</option>
        </Select>
      </div>
      <FieldNotes id={id} error={message} />
    </div>
  );
}

export function Presets() {
  const { control, formState } = useFormContext<Settings>();
  const { fields, append, move, remove } = useFieldArray({ control, name: "presets" });
  const { presets } = formState.errors;
  return (
    <Section title="Lengths">
      <p className="pb-3 text-ink-soft">
        Offered when a comp is granted, in this order, beside an end of the agent’s own choice. Lifetime needs a role
        that may grant it.
      </p>
      <LineList
        keys={fields.map(({ id }) => id)}
        noun="length"
        error={presets?.root?.message ?? presets?.message}
        onMove={move}
        onRemove={remove}
        onAdd={() => append({ days: 7 }, { shouldFocus: false })}
      >
        {(index) => <PresetLine index={index} />}
      </LineList>
    </Section>
  );
}
