"use client";

import type { ReactNode } from "react";
import { Field } from "@/components/field";
import { Select } from "@/components/select";
import { TextInput } from "@/components/text-input";
import { labelInSentence } from "@/lib/access/profile-labels";
import type { ProfileField } from "./fields";
import { countryName } from "./say-value";

type ValueInputProps = {
  field: ProfileField;
  value: string;
  error: string | undefined;
  onType: (value: string) => void;
  onLeave: () => void;
};

function hintOf(field: ProfileField, value: string): ReactNode {
  if (field.control !== "country") return field.hint;
  const name = countryName(value.trim().toUpperCase());
  return name ? `${value.trim().toUpperCase()} is ${name}.` : "Two letters, for example FR.";
}

/** The box for a new value; it exists only while Set is chosen. */
export function ValueInput({ field, value, error, onType, onLeave }: ValueInputProps) {
  const { control, options, label } = field;
  const mono = control === "code";
  const box = { value, onBlur: onLeave, mono };
  return (
    <Field label={`New ${labelInSentence(label)}`} hint={hintOf(field, value)} error={error}>
      {control === "choice" ? (
        <Select value={value} onChange={(event) => onType(event.target.value)} onBlur={onLeave}>
          <option value="">Choose</option>
          {options?.map((option) => (
            <option key={option.value} value={option.value}>
              {option.words}
            </option>
          ))}
        </Select>
      ) : (
        <TextInput
          {...box}
          type={control === "date" || control === "tel" ? control : "text"}
          inputMode={control === "email" ? "email" : undefined}
          maxLength={control === "country" ? 2 : undefined}
          className={control === "country" ? "max-w-20 uppercase" : control === "date" ? "max-w-44" : ""}
          onChange={(event) => onType(event.target.value)}
        />
      )}
    </Field>
  );
}
