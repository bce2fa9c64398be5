"use client";

import { useEffect, useState } from "react";
import { buttonClass } from "./button-class";
import { Icon } from "./icon";

type CopyProps = {
  text: string;
  /** What is copied, for the button's name: "profile id". */
  what: string;
  /** Shows a button with these words instead of the icon alone. */
  label?: string;
};

/** Copies, shows a tick for 1.5 s and says so to screen readers. */
export function CopyButton({ text, what, label }: CopyProps) {
  const [outcome, setOutcome] = useState<"copied" | "refused" | null>(null);
  useEffect(() => {
    if (!outcome) return;
    const timer = setTimeout(() => setOutcome(null), 1500);
    return () => clearTimeout(timer);
  }, [outcome]);
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => setOutcome("copied"),
      () => setOutcome("refused"),
    );
  const said =
    outcome === "copied" ? `Copied ${what}` : outcome === "refused" ? "The browser did not allow copying" : "";
  return (
    <>
      <button
        type="button"
        onClick={copy}
        aria-label={label ? undefined : `Copy ${what}`}
        title={said || undefined}
        className={
          label
            ? buttonClass("plain", "sm")
            : "inline-flex size-6 shrink-0 items-center justify-center rounded-sm align-middle text-ink-faint hover:bg-hover hover:text-ink"
        }
      >
        <Icon
          name={outcome === "copied" ? "check" : "copy"}
          className={`size-3.5 ${outcome === "copied" ? "text-accent" : ""}`}
        />
        {label}
      </button>
      <span role="status" className="sr-only">
        {said}
      </span>
    </>
  );
}
