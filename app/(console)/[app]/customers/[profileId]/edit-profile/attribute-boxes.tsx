"use client";

import { Field } from "@/components/field";
import { Select } from "@/components/select";
import { TextInput } from "@/components/text-input";
import { ATTRIBUTE_VALUE_MAX } from "@/lib/adapty/attribute-limits";
import { readNumber } from "./attribute-changes";
import type { ValueKind } from "./draft";

type AttributeBoxesProps = {
  /** What the boxes belong to, for their names: "of plan". */
  of: string;
  value: string;
  kind: ValueKind;
  error: string | undefined;
  onChange: (value: string, kind: ValueKind) => void;
  onLeave: () => void;
};

/** The value of an attribute and whether Adapty is to keep it as text or as a number. */
export function AttributeBoxes({ of, value, kind, error, onChange, onLeave }: AttributeBoxesProps) {
  const couldBeNumber = kind === "text" && "number" in readNumber(value);
  return (
    <div className="grid grid-cols-[minmax(0,1fr)_7rem] items-start gap-3">
      <Field
        label={<Named what="Value" of={of} />}
        error={error}
        hint={couldBeNumber ? "Kept as text. Choose Number if the app compares it as a number." : undefined}
        aside={kind === "text" ? `${value.length}/${ATTRIBUTE_VALUE_MAX}` : undefined}
      >
        <TextInput
          data-value=""
          inputMode={kind === "number" ? "decimal" : undefined}
          value={value}
          onChange={(event) => onChange(event.target.value, kind)}
          onBlur={onLeave}
        />
      </Field>
      <Field label={<Named what="Kept as" of={of} />}>
        <Select value={kind} onChange={(event) => onChange(value, event.target.value as ValueKind)}>
          <option value="text">Text</option>
          <option value="number">Number</option>
        </Select>
      </Field>
    </div>
  );
}

export function Named({ what, of }: { what: string; of: string }) {
  return (
    <>
      {what}
      <span className="sr-only"> {of}</span>
    </>
  );
}
