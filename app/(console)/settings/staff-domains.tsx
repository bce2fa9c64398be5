"use client";

import { useController } from "react-hook-form";
import { Field } from "@/components/field";
import { Section } from "@/components/section";
import { TextArea } from "@/components/text-area";
import type { Settings } from "@/lib/settings/settings";

const toLines = (text: string) => text.split("\n").map((line) => line.trim().toLowerCase().replace(/^@/, ""));

/** Whose e-mail addresses are the team's own: what they are given needs a second person. */
export function StaffDomains() {
  const { field, formState } = useController<Settings, "staffDomains">({ name: "staffDomains" });
  const wrong = formState.errors.staffDomains;
  const message =
    wrong?.message ??
    (Array.isArray(wrong)
      ? wrong.map((line, index) => line && `Line ${index + 1}: ${line.message}`).find(Boolean)
      : "");
  return (
    <Section title="Your own people">
      <p className="pb-3 text-ink-soft">
        Access for a customer whose id or e-mail lies in one of these domains, or is that of an account here, needs a
        second person, whoever gives it.
      </p>
      <Field label="E-mail domains, one a line" optional error={message || undefined}>
        <TextArea
          ref={field.ref}
          rows={3}
          placeholder="example.com"
          value={field.value.join("\n")}
          onChange={({ target }) => field.onChange(target.value === "" ? [] : toLines(target.value))}
          onBlur={() => {
            field.onChange(field.value.filter(Boolean));
            field.onBlur();
          }}
        />
      </Field>
    </Section>
  );
}
