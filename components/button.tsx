"use client";

import { type ComponentProps, type MouseEvent, useId } from "react";
import { type ButtonKind, type ButtonSize, buttonClass } from "./button-class";
import { Icon } from "./icon";
import { useTooltip } from "./tooltip";

type ButtonProps = Omit<ComponentProps<"button">, "disabled" | "ref"> & {
  kind?: ButtonKind;
  size?: ButtonSize;
  /** Locks the button and keeps its width while its action runs. */
  busy?: boolean;
  /** Locks the button and says why: on hover, on focus and to screen readers. There is no silent `disabled`. */
  disabledReason?: string | undefined;
};

export function Button({ kind, size, busy, disabledReason, className = "", children, onClick, ...rest }: ButtonProps) {
  const reasonId = useId();
  const { trigger, bubble } = useTooltip<HTMLButtonElement>(disabledReason);
  const locked = busy || disabledReason !== undefined;
  const click = (event: MouseEvent<HTMLButtonElement>) => (locked ? event.preventDefault() : onClick?.(event));
  return (
    <>
      <button
        type="button"
        {...rest}
        {...trigger}
        onClick={click}
        aria-disabled={locked || undefined}
        aria-busy={busy || undefined}
        aria-describedby={disabledReason ? reasonId : rest["aria-describedby"]}
        className={`${buttonClass(kind, size)} ${disabledReason ? "cursor-not-allowed border-dashed! border-line-strong! bg-transparent! text-ink-faint!" : ""} ${busy ? "cursor-progress" : ""} ${className}`}
      >
        <span className={`inline-flex items-center justify-center gap-2 ${busy ? "opacity-0" : ""}`}>{children}</span>
        {busy && <Icon name="loader-circle" className="absolute size-4 animate-turn" />}
      </button>
      {disabledReason && (
        <span id={reasonId} hidden>
          {disabledReason}
        </span>
      )}
      {bubble}
    </>
  );
}
