"use client";

import type { ComponentProps } from "react";
import { afterPress } from "./after-press";
import { controlClass } from "./control-class";
import { useFieldControl } from "./field";

/** Grows with what is written, where the browser can. */
export function TextArea({ className = "", ...rest }: ComponentProps<"textarea">) {
  return (
    <textarea
      rows={2}
      {...useFieldControl()}
      {...rest}
      onBlur={afterPress(rest.onBlur)}
      className={`${controlClass} field-sizing-content min-h-14 max-h-64 ${className}`}
    />
  );
}
