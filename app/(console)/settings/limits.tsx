"use client";

import { useFormContext } from "react-hook-form";
import { Field } from "@/components/field";
import { Section } from "@/components/section";
import { TextInput } from "@/components/text-input";
import type { Settings } from "@/lib/settings/settings";

const limited = [
  { role: "agent", label: "An agent" },
  { role: "lead", label: "A lead" },
] as const;

/** An emptied box is no limit, not zero. */
const toLimit = (typed: unknown) => (typed === "" || typed === null ? null : Number(typed));

export function Limits() {
  const { formState, register } = useFormContext<Settings>();
  return (
    <Section title="Limits">
      <p className="pb-3 text-ink-soft">
        How many days of access one grant may add. Whoever would give more is told whom to ask; an admin has no limit.
      </p>
      <div className="grid gap-x-3 gap-y-4 border-t border-line pt-3 sm:grid-cols-3">
        {limited.map(({ role, label }) => (
          <Field
            key={role}
            label={label}
            hint="Days at once. Empty: no limit."
            error={formState.errors.limits?.[role]?.daysPerGrant?.message}
          >
            <TextInput
              type="number"
              inputMode="numeric"
              min={1}
              {...register(`limits.${role}.daysPerGrant`, { setValueAs: toLimit })}
            />
          </Field>
        ))}
      </div>
    </Section>
  );
}
