"use client";

import { useFormContext } from "react-hook-form";
import { Checkbox } from "@/components/checkbox";
import { Field } from "@/components/field";
import { Section } from "@/components/section";
import { TextInput } from "@/components/text-input";
import type { Settings } from "@/lib/settings/settings";

const limited = [
  { role: "agent", label: "An agent" },
  { role: "lead", label: "A lead" },
] as const;

const counted = [
  { name: "daysPerGrant", says: "days in one grant" },
  { name: "grantsPerDay", says: "grants a day" },
  { name: "daysPerCustomer", says: "days to one customer in 90 days" },
] as const;

/** An emptied box is no limit, not zero. */
const toLimit = (typed: unknown) => (typed === "" || typed === null ? null : Number(typed));

export function Limits() {
  const { formState, register } = useFormContext<Settings>();
  return (
    <Section title="Limits">
      <p className="pb-3 text-ink-soft">
        What one person may grant. Whoever would grant more asks for approval in the same form; an admin has no limit. A
        transaction at price 0 counts as a grant, one that was paid for does not. A customer's days count whoever gave
        them, also when the access was ended early; only what surely was not done is free again.
      </p>
      <div className="grid gap-x-3 gap-y-4 border-t border-line pt-3 sm:grid-cols-3">
        {limited.map(({ role, label }) =>
          counted.map(({ name, says }) => (
            <Field
              key={`${role} ${name}`}
              label={`${label}: ${says}`}
              hint="Empty: no limit."
              error={formState.errors.limits?.[role]?.[name]?.message}
            >
              <TextInput
                type="number"
                inputMode="numeric"
                min={1}
                {...register(`limits.${role}.${name}`, { setValueAs: toLimit })}
              />
            </Field>
          )),
        )}
      </div>
      <div className="space-y-2 pt-4">
        <Checkbox label="A lead may grant lifetime access" {...register("limits.lead.lifetime")} />
        <Checkbox label="A lead may enter transactions" {...register("limits.lead.transactions")} />
      </div>
    </Section>
  );
}
