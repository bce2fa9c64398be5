"use client";

import { showSigns } from "@/lib/access/words";
import { CopyButton } from "./copy";
import { useTooltip } from "./tooltip";

type CodeIdProps = {
  id: string;
  /** What the id is, for the copy button: "profile id". */
  what: string;
  /** Characters kept at the start and at the end; ids hardly longer than both are shown whole. */
  keep?: [start: number, end: number];
};

/** An id as customers' systems write it: shortened in the middle, whole on hover and focus, isolated from its neighbours' direction. */
export function CodeId({ id, what, keep = [8, 4] }: CodeIdProps) {
  const text = showSigns(id);
  const characters = Array.from(text);
  const [start, end] = keep;
  const whole = characters.length <= start + end + 4;
  const shown = whole
    ? text
    : `${characters.slice(0, start).join("")}\u2026${end ? characters.slice(-end).join("") : ""}`;
  const { trigger, bubble } = useTooltip<HTMLButtonElement>(
    !whole && <code className="break-all font-mono">{text}</code>,
  );
  return (
    <span className="inline-flex max-w-full items-center gap-0.5">
      {whole ? (
        <code className="min-w-0 break-all font-mono text-sm text-ink">
          <bdi>{shown}</bdi>
        </code>
      ) : (
        <button
          type="button"
          {...trigger}
          className="min-h-6 cursor-help whitespace-nowrap rounded-sm font-mono text-sm text-ink"
        >
          <bdi aria-hidden="true">{shown}</bdi>
          <span className="sr-only">
            {what} {text}
          </span>
        </button>
      )}
      <CopyButton text={id} what={what} />
      {bubble}
    </span>
  );
}
