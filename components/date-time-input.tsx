"use client";

import type { ComponentProps } from "react";
import { controlClass } from "./control-class";
import { useFieldControl } from "./field";

type DateTimeInputProps = Omit<ComponentProps<"input">, "type"> & {
  /** The zone the entered wall clock means, printed beside it: "UTC" or "Europe/Berlin". */
  zone: string;
};

/** A wall-clock date and time, "2027-03-14T18:00"; whoever uses it turns it into an instant with the same zone. */
export function DateTimeInput({ zone, className = "", ...rest }: DateTimeInputProps) {
  return (
    <div className="flex items-center gap-3">
      <input
        type="datetime-local"
        step={60}
        {...useFieldControl()}
        {...rest}
        className={`${controlClass} h-9 max-w-56 ${className}`}
      />
      <span className="text-sm text-ink-soft">{zone.replaceAll("_", " ")}</span>
    </div>
  );
}
