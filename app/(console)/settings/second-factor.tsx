"use client";

import { useFormContext } from "react-hook-form";
import { Choices } from "@/components/choices";
import { Section } from "@/components/section";
import { requirements } from "@/lib/settings/second-factor";
import type { Settings } from "@/lib/settings/settings";
import { sayRequirement } from "./say-requirement";

const choices = requirements.map((value) => ({ value, label: sayRequirement[value] }));

export function SecondFactor() {
  const { formState, register } = useFormContext<Settings>();
  return (
    <Section title="Signing in">
      <div className="border-t border-line pt-3">
        <Choices
          legend="Second factor required for"
          look="chips"
          choices={choices}
          hint="Whoever must have one and has none sets it up before anything else, you too, from the next page on. It is asked for after a password; the practice accounts have none."
          error={formState.errors.secondFactor?.message}
          {...register("secondFactor")}
        />
      </div>
    </Section>
  );
}
