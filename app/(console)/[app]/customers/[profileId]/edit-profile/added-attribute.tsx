"use client";

import { Button } from "@/components/button";
import { Field } from "@/components/field";
import { TextInput } from "@/components/text-input";
import { ATTRIBUTE_KEY_MAX } from "@/lib/adapty/attribute-limits";
import { AttributeBoxes, Named } from "./attribute-boxes";
import { type NewAttribute, setAdded } from "./draft";
import type { EditForm } from "./use-edit-form";

type AddedAttributeProps = { line: NewAttribute; number: number; form: EditForm; onRemove: () => void };

/** A line for a new attribute. */
export function AddedAttribute({ line, number, form, onRemove }: AddedAttributeProps) {
  const of = `of new attribute ${number}`;
  const [keyError, valueError] = [form.errorOf(`${line.id}.key`), form.errorOf(`${line.id}.value`)];
  const set = (part: Partial<NewAttribute>) => form.change(line.id, setAdded(form.draft, { ...line, ...part }));
  return (
    <li data-invalid={keyError || valueError ? "" : undefined} className="space-y-3 border-t border-line py-3">
      <div className="grid grid-cols-[minmax(0,1fr)_auto] items-start gap-3">
        <Field
          label={<Named what="Key" of={of} />}
          aside={`${line.key.length}/${ATTRIBUTE_KEY_MAX}`}
          error={keyError}
          hint="Letters, numbers, dashes, points, underscores."
        >
          <TextInput
            mono
            data-key={line.id}
            value={line.key}
            onChange={(event) => set({ key: event.target.value })}
            onBlur={() => line.key && form.touch(`${line.id}.key`)}
          />
        </Field>
        <Button className="mt-6.5" kind="quiet" aria-label={`Remove new attribute ${number}`} onClick={onRemove}>
          Remove
        </Button>
      </div>
      <AttributeBoxes
        of={of}
        value={line.value}
        kind={line.kind}
        error={valueError}
        onChange={(value, kind) => set({ value, kind })}
        onLeave={() => line.value && form.touch(`${line.id}.value`)}
      />
    </li>
  );
}
