"use client";

import type { ReactNode } from "react";
import { useController } from "react-hook-form";
import { Choices } from "@/components/choices";
import { Field } from "@/components/field";
import { InstantInput } from "@/components/instant-input";
import { Select } from "@/components/select";
import { TextInput } from "@/components/text-input";
import { useTransactionForm } from "./form-context";
import { type FieldName, labels } from "./labels";

export type InstantName = Extract<FieldName, `${string}_at`>;
type TextName = Exclude<FieldName, InstantName>;
type Common = { hint?: ReactNode; optional?: boolean };

/** Kept in the journal, never sent to Adapty. */
const ours: FieldName[] = ["reason", "note", "ticket"];

/** Our label, and the request's own name beside it: the preview and Adapty's pages speak of that. */
const naming = (name: FieldName) => ({
  label: labels[name],
  aside: ours.includes(name) ? undefined : <code className="font-mono max-sm:hidden">{name}</code>,
});

type FormTextProps = Common & {
  name: TextName;
  mono?: boolean;
  readOnly?: boolean;
  aside?: ReactNode;
  inputMode?: "decimal";
  placeholder?: string;
  /** Shown instead of the value while it follows another field. */
  shown?: string;
  shape?: (typed: string) => string;
  onEdit?: () => void;
  onLeave?: (value: string) => void;
};

export function FormText({ name, hint, optional, aside, shown, shape, onEdit, onLeave, ...input }: FormTextProps) {
  const { form, problemOf } = useTransactionForm();
  const { field } = useController({ control: form.control, name });
  const leave = () => {
    const trimmed = field.value.trim();
    if (!input.readOnly && trimmed !== field.value) field.onChange(trimmed);
    field.onBlur();
    onLeave?.(trimmed);
  };
  return (
    <Field {...naming(name)} {...(aside && { aside })} hint={hint} optional={optional} error={problemOf(name)}>
      <TextInput
        {...input}
        name={name}
        value={shown ?? field.value}
        onBlur={leave}
        onChange={(event) => {
          onEdit?.();
          field.onChange(shape ? shape(event.target.value) : event.target.value);
        }}
      />
    </Field>
  );
}

type FormInstantProps = Common & { name: InstantName; shown?: string | null; onEdit?: () => void };

export function FormInstant({ name, hint, optional, shown, onEdit }: FormInstantProps) {
  const { form, problemOf } = useTransactionForm();
  const { field } = useController({ control: form.control, name });
  return (
    <Field {...naming(name)} hint={hint} optional={optional} error={problemOf(name)}>
      <InstantInput
        name={name}
        value={shown === undefined ? field.value : shown}
        onBlur={field.onBlur}
        onChange={(value) => {
          onEdit?.();
          field.onChange(value);
        }}
      />
    </Field>
  );
}

type FormSelectProps = Common & {
  name: TextName;
  none: string;
  options: readonly string[];
  sayOption?: (option: string) => string;
};

/** A value that Adapty gave and no document lists is an option too: it is shown, and the schema says what is wrong with it. */
export function FormSelect({ name, hint, optional, none, options, sayOption = (option) => option }: FormSelectProps) {
  const { form, problemOf } = useTransactionForm();
  const { field } = useController({ control: form.control, name });
  const listed = field.value === "" || options.includes(field.value) ? options : [...options, field.value];
  return (
    <Field {...naming(name)} hint={hint} optional={optional} error={problemOf(name)}>
      <Select
        name={name}
        value={field.value}
        onBlur={field.onBlur}
        onChange={(event) => field.onChange(event.target.value)}
      >
        <option value="">{none}</option>
        {listed.map((option) => (
          <option key={option} value={option}>
            {sayOption(option)}
          </option>
        ))}
      </Select>
    </Field>
  );
}

type FormBarProps = { name: TextName; choices: { value: string; label: string }[]; hint?: ReactNode };

export function FormBar({ name, choices, hint }: FormBarProps) {
  const { form, problemOf } = useTransactionForm();
  const { field } = useController({ control: form.control, name });
  return (
    <Choices
      legend={labels[name]}
      look="bar"
      name={name}
      choices={choices}
      value={field.value}
      onBlur={field.onBlur}
      onChange={(event) => field.onChange(event.target.value)}
      hint={hint}
      error={problemOf(name)}
    />
  );
}
