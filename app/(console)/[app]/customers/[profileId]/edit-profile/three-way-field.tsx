"use client";

import { type ReactNode, useEffect, useId, useRef } from "react";
import { FieldNotes } from "@/components/field";
import { comesBack } from "@/lib/operations/undo/comes-back";
import { setValue } from "./draft";
import { bodyField, type ProfileField } from "./fields";
import type { LastValue } from "./find-last";
import { KnownValue } from "./known-value";
import type { EditForm } from "./use-edit-form";
import { ValueInput } from "./value-input";
import { type Way, WayBar } from "./way-bar";

type ThreeWayFieldProps = {
  field: ProfileField;
  form: EditForm;
  last: LastValue | undefined;
  refused?: string | undefined;
  /** The way to what is masked of it. */
  reveal?: ReactNode;
};

const wayOf = (value: string | null | undefined): Way =>
  value === undefined ? "leave" : value === null ? "clear" : "set";
const starts: Record<Way, string | null | undefined> = { leave: undefined, set: "", clear: null };

/** One field that Adapty never returns: left as it is unless the agent chooses to set or to clear it, and may. */
export function ThreeWayField({ field, form, last, refused, reveal }: ThreeWayFieldProps) {
  const id = useId();
  const box = useRef<HTMLDivElement>(null);
  const wantsFocus = useRef(false);
  const value = form.draft.values[field.path];
  const way = wayOf(value);
  const error = form.errorOf(field.path);
  const isFinal = way !== "leave" && !comesBack(bodyField(field), last);
  const change = (next: string | null | undefined) => form.change(field.path, setValue(form.draft, field.path, next));
  const leave = () => form.touch(field.path);

  useEffect(() => {
    if (way !== "set" || !wantsFocus.current) return;
    wantsFocus.current = false;
    box.current?.querySelector<HTMLElement>("input, select")?.focus();
  }, [way]);

  return (
    <fieldset
      aria-labelledby={`${id}-label`}
      aria-describedby={`${id}-known${refused ? ` ${id}-refused` : ""}${isFinal ? ` ${id}-final` : ""}${error && way !== "set" ? ` ${id}-error` : ""}`}
      data-invalid={error ? "" : undefined}
      className="min-w-0 space-y-2 border-t border-line py-3"
    >
      <div className="grid grid-cols-[minmax(0,1fr)_auto] items-start gap-x-4 gap-y-0.5">
        <div id={`${id}-label`} className="pt-1.5 font-medium sm:pt-0">
          {field.label}
        </div>
        <WayBar
          way={way}
          ways={refused ? ["leave"] : field.fixed ? ["leave", "set"] : ["leave", "set", "clear"]}
          onChoose={(next, byArrow) => {
            wantsFocus.current = next === "set" && !byArrow;
            change(starts[next]);
          }}
          onLeave={() => way !== "set" && leave()}
        />
        {last && (
          <div className="col-span-2 row-start-2 space-y-1.5 break-words text-sm text-ink-soft sm:col-span-1 sm:row-start-auto">
            <p id={`${id}-known`}>
              <KnownValue field={field} last={last} />
            </p>
            {reveal}
          </div>
        )}
      </div>
      {refused && (
        <p id={`${id}-refused`} className="text-sm text-ink-soft">
          {refused}
        </p>
      )}
      {typeof value === "string" ? (
        <div ref={box}>
          <ValueInput field={field} value={value} error={error} onType={change} onLeave={leave} />
        </div>
      ) : (
        <FieldNotes id={id} error={error} />
      )}
      {isFinal && (
        <p id={`${id}-final`} className="text-sm text-ink-soft">
          {last ? "This cannot be undone." : "What stands there now is not known here, so this cannot be undone."}
        </p>
      )}
    </fieldset>
  );
}
