import type { ReactNode } from "react";
import { Icon } from "./icon";

type DisclosureProps = {
  summary: ReactNode;
  aside?: ReactNode;
  open?: boolean;
  onToggle?: (open: boolean) => void;
  children: ReactNode;
};

/** Folded away until asked for: the browser's own details element, so it also opens for find-in-page. */
export function Disclosure({ summary, aside, open, onToggle, children }: DisclosureProps) {
  return (
    <details
      open={open}
      onToggle={onToggle && ((event) => onToggle(event.currentTarget.open))}
      className="border-t border-line"
    >
      <summary className="flex min-h-10 list-none items-center gap-2 py-2 font-medium marker:content-none hover:text-accent [&::-webkit-details-marker]:hidden">
        <Icon
          name="chevron-right"
          className="size-4 text-ink-faint transition-transform [[open]>summary>&]:rotate-90"
        />
        <span className="grow">{summary}</span>
        {aside && <span className="text-sm font-normal text-ink-soft">{aside}</span>}
      </summary>
      <div className="pb-4">{children}</div>
    </details>
  );
}
