"use client";

import { createContext, type ReactNode, useContext, useId } from "react";

type FieldControl = {
  id: string;
  "aria-invalid": true | undefined;
  "aria-describedby": string | undefined;
};

const FieldContext = createContext<Partial<FieldControl>>({});

/** What a control inside a Field puts on its element: id, aria-invalid, aria-describedby. */
export function useFieldControl() {
  return useContext(FieldContext);
}

type FieldProps = {
  label: ReactNode;
  hint?: ReactNode;
  error?: string | undefined;
  optional?: boolean;
  /** Shown at the right of the label: a live count, a unit. */
  aside?: ReactNode;
  children: ReactNode;
};

/** Label, control, hint and error of one value. The control finds its ids by itself: `<Field label="Ticket"><TextInput {...register("ticket")} /></Field>`. */
export function Field({ label, hint, error, optional, aside, children }: FieldProps) {
  const id = useId();
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(" ");
  const control: FieldControl = {
    id,
    "aria-invalid": error ? true : undefined,
    "aria-describedby": described || undefined,
  };
  return (
    <div className="min-w-0 space-y-1.5">
      <div className="flex items-baseline justify-between gap-3">
        <label htmlFor={id} className="font-medium">
          {label}
          {optional && <span className="pl-1.5 text-sm font-normal text-ink-soft">optional</span>}
        </label>
        {aside && <span className="text-sm tabular-nums text-ink-soft">{aside}</span>}
      </div>
      <FieldContext value={control}>{children}</FieldContext>
      <FieldNotes id={id} hint={hint} error={error} />
    </div>
  );
}

export function FieldNotes({ id, hint, error }: { id: string; hint?: ReactNode; error?: string | undefined }) {
  return (
    <>
      {error && (
        <p id={`${id}-error`} data-tone="wrong" className="text-sm text-tone">
          {error}
        </p>
      )}
      {hint && (
        <div id={`${id}-hint`} className="text-sm text-ink-soft">
          {hint}
        </div>
      )}
    </>
  );
}
