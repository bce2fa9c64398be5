"use client";

import type { ComponentProps } from "react";
import { afterPress } from "./after-press";
import { controlClass } from "./control-class";
import { useFieldControl } from "./field";

type TextInputProps = ComponentProps<"input"> & { mono?: boolean };

export function TextInput({ mono, className = "", ...rest }: TextInputProps) {
  return (
    <input
      type="text"
      autoComplete="off"
      spellCheck={mono ? false : undefined}
      {...useFieldControl()}
      {...rest}
      onBlur={afterPress(rest.onBlur)}
      className={`${controlClass} h-9 ${mono ? "font-mono text-sm" : ""} ${className}`}
    />
  );
}
