"use client";

import { useRef } from "react";
import { flushSync } from "react-dom";
import { Button } from "@/components/button";
import { FieldNotes } from "@/components/field";
import { AttributeBoxes } from "./attribute-boxes";
import { type AttributeRow, kindOf } from "./attribute-changes";
import { dropEdit, setEdit, type ValueKind } from "./draft";
import { sayAttribute } from "./say-value";
import type { EditForm } from "./use-edit-form";

/** An attribute that Adapty returned: shown as it is until the agent changes or deletes it. */
export function HeldAttribute({ line, form }: { line: AttributeRow; form: EditForm }) {
  const item = useRef<HTMLLIElement>(null);
  const { row, key, held, edit } = line;
  const error = form.errorOf(`${row}.key`) ?? form.errorOf(`${row}.value`);
  const set = (value: string, kind: ValueKind, removed = false) =>
    form.change(row, setEdit(form.draft, { key, value, kind, removed }));
  const drop = () => form.change(row, dropEdit(form.draft, key));
  const editing = edit && !edit.removed;
  const startEdit = () => {
    flushSync(() => set(String(held?.value ?? ""), kindOf(held?.value)));
    item.current?.querySelector<HTMLInputElement>("[data-value]")?.select();
  };

  return (
    <li ref={item} data-invalid={error ? "" : undefined} className="space-y-2 border-t border-line py-2.5">
      <div className="flex items-start justify-between gap-3">
        <div className="min-w-0 break-words">
          <bdi className={`font-mono text-sm font-medium ${edit?.removed ? "line-through" : ""}`}>{key}</bdi>
          <p className="text-sm text-ink-soft">
            {held ? <bdi>{sayAttribute(held.value)}</bdi> : "no longer there: saving adds it again"}
            {edit?.removed && <span className="font-medium text-ink"> · will be deleted</span>}
          </p>
        </div>
        <div className="flex shrink-0 gap-1">
          <Button
            size="sm"
            kind="quiet"
            aria-label={edit ? `Leave ${key} as it is` : `Change ${key}`}
            onClick={edit ? drop : startEdit}
          >
            {edit ? "Leave" : "Change"}
          </Button>
          {!edit && (
            <Button
              size="sm"
              kind="quiet"
              aria-label={`Delete ${key}`}
              onClick={() => {
                flushSync(() => set("", "text", true));
                item.current?.querySelector("button")?.focus();
              }}
            >
              Delete
            </Button>
          )}
        </div>
      </div>
      {editing && (
        <AttributeBoxes
          of={`of ${key}`}
          value={edit.value}
          kind={edit.kind}
          error={error}
          onChange={(value, kind) => set(value, kind)}
          onLeave={() => form.touch(`${row}.value`)}
        />
      )}
      {!editing && <FieldNotes id={row} error={error} />}
    </li>
  );
}
