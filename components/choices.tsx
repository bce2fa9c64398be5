"use client";

import { type ComponentProps, type ReactNode, useId } from "react";
import { FieldNotes } from "./field";

export type Choice = {
  value: string;
  label: ReactNode;
  /** Quieter words after the label: "→ 21 Mar". */
  detail?: ReactNode;
  /** Not to be chosen by this agent, and why; written beside the label. */
  disabledReason?: string | undefined;
};

type ChoicesProps = Omit<ComponentProps<"input">, "type" | "value" | "defaultValue"> & {
  legend: ReactNode;
  choices: Choice[];
  value?: string;
  defaultValue?: string;
  /** One joined bar for two or three ways, or separate chips for presets. */
  look: "bar" | "chips";
  hint?: ReactNode;
  error?: string | undefined;
};

const looks = {
  bar: {
    list: "grid auto-cols-fr grid-flow-col gap-0.5 rounded-md border border-line-strong/60 bg-sunken p-0.5",
    choice:
      "justify-center rounded-sm px-2 py-1 border border-transparent text-ink-soft has-checked:border-line-strong/60 has-checked:bg-surface has-checked:font-medium has-checked:text-ink",
  },
  chips: {
    list: "flex flex-wrap gap-2",
    choice:
      "rounded-md border border-line-strong/60 bg-surface px-3 py-1 hover:border-line-strong has-checked:border-accent has-checked:bg-accent-soft has-checked:font-medium",
  },
};

/** Radio buttons drawn as a segmented bar or as chips; one tab stop, arrow keys choose. Works with register() or value and onChange. */
export function Choices({ legend, choices, value, defaultValue, look, hint, error, ...rest }: ChoicesProps) {
  const id = useId();
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(" ");
  return (
    <fieldset aria-describedby={described || undefined} className="min-w-0 space-y-1.5">
      <legend className="float-left mb-1.5 w-full font-medium">{legend}</legend>
      <div className={`clear-both ${looks[look].list}`}>
        {choices.map((choice) => (
          <label
            key={choice.value}
            className={`flex min-h-8 items-center gap-1 text-center has-disabled:border-dashed has-disabled:bg-transparent has-disabled:text-ink-faint has-focus-visible:outline-2 has-focus-visible:outline-offset-1 has-focus-visible:outline-accent ${looks[look].choice}`}
          >
            <input
              name={id}
              {...rest}
              type="radio"
              className="sr-only"
              value={choice.value}
              disabled={choice.disabledReason !== undefined}
              {...(value === undefined
                ? { defaultChecked: defaultValue === choice.value || undefined }
                : { checked: value === choice.value })}
            />
            {choice.label}
            {choice.detail && <span className="font-normal text-ink-soft">{choice.detail}</span>}
            {choice.disabledReason && <span> · {choice.disabledReason}</span>}
          </label>
        ))}
      </div>
      <FieldNotes id={id} hint={hint} error={error} />
    </fieldset>
  );
}
