import type { ReactNode } from "react";

/** Name and value pairs, each below its name where their place is narrow; `mono` names are shown as they are written in the API. */
export function Definitions({ children }: { children: ReactNode }) {
  return <dl className="@container space-y-2">{children}</dl>;
}

export function Definition({ name, mono, children }: { name: ReactNode; mono?: boolean; children: ReactNode }) {
  return (
    <div className="grid gap-x-3 @3xs:grid-cols-[minmax(0,9fr)_minmax(0,11fr)]">
      <dt className={`min-w-0 break-words text-sm text-ink-soft ${mono ? "font-mono" : ""}`}>{name}</dt>
      <dd className="min-w-0 break-words">{children}</dd>
    </div>
  );
}
