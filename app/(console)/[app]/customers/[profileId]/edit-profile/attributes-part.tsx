"use client";

import { useRef } from "react";
import { flushSync } from "react-dom";
import { Button } from "@/components/button";
import { FieldNotes } from "@/components/field";
import { Icon } from "@/components/icon";
import { ATTRIBUTES_MAX } from "@/lib/adapty/attribute-limits";
import { AddedAttribute } from "./added-attribute";
import { listRows } from "./attribute-changes";
import { addAttribute, dropAdded } from "./draft";
import { Group } from "./group";
import { HeldAttribute } from "./held-attribute";
import type { EditForm } from "./use-edit-form";

/** Custom attributes: the one part of a profile that Adapty returns, so it is edited in place. */
export function AttributesPart({ form }: { form: EditForm }) {
  const part = useRef<HTMLDivElement>(null);
  const { draft, held, built } = form;
  const rows = listRows(draft, held);
  const error = form.errorOf("custom_attributes");
  const full = held.attributes && built.attributesAfter >= ATTRIBUTES_MAX;

  const add = () => {
    flushSync(() => form.change("custom_attributes", addAttribute(draft)));
    [...(part.current?.querySelectorAll<HTMLElement>("[data-key]") ?? [])].at(-1)?.focus();
  };
  const remove = (id: string) => {
    flushSync(() => form.change("custom_attributes", dropAdded(draft, id)));
    part.current?.querySelector<HTMLElement>("[data-add]")?.focus();
  };

  return (
    <Group
      title="Attributes"
      aside={held.attributes && `${built.attributesAfter} of ${ATTRIBUTES_MAX} after this change`}
    >
      <div ref={part} data-invalid={error ? "" : undefined}>
        {!held.attributes && (
          <p className="pb-2 text-sm text-ink-soft">
            Adapty did not provide the attributes: a key entered here overwrites one that exists.
          </p>
        )}
        {held.attributes && rows.length + draft.added.length === 0 && (
          <p className="pb-2 text-sm text-ink-soft">This customer has none.</p>
        )}
        <ul>
          {rows.map((line) => (
            <HeldAttribute key={line.row} line={line} form={form} />
          ))}
          {draft.added.map((line, at) => (
            <AddedAttribute key={line.id} line={line} number={at + 1} form={form} onRemove={() => remove(line.id)} />
          ))}
        </ul>
        <div className="flex flex-wrap items-center gap-x-4 gap-y-1 border-t border-line pt-3">
          <Button
            data-add=""
            size="sm"
            onClick={add}
            disabledReason={full ? `All ${ATTRIBUTES_MAX} are used` : undefined}
          >
            <Icon name="plus" className="size-3.5" />
            Add attribute
          </Button>
          <span className="text-sm text-ink-soft">For yes and no, Adapty keeps the numbers 1 and 0.</span>
        </div>
        <div className="pt-2 empty:hidden">
          <FieldNotes id="custom_attributes" error={error} />
        </div>
      </div>
    </Group>
  );
}
