"use client";

import type { ComponentProps } from "react";
import { afterPress } from "./after-press";
import { controlClass } from "./control-class";
import { useFieldControl } from "./field";
import { Icon } from "./icon";

/** The browser's own select. Its options are children; an empty first option stands for "not chosen". */
export function Select({ className = "", children, ...rest }: ComponentProps<"select">) {
  return (
    <div className={`relative ${className}`}>
      <select
        {...useFieldControl()}
        {...rest}
        onBlur={afterPress(rest.onBlur)}
        className={`${controlClass} h-9 appearance-none bg-surface! pr-9`}
      >
        {children}
      </select>
      <Icon name="chevron-down" className="pointer-events-none absolute top-2.5 right-2.5 size-4 text-ink-soft" />
    </div>
  );
}
