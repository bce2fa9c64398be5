import type { ReactNode } from "react";

/** Name and value pairs for the side column; `mono` names are shown as they are written in the API. */
export function Definitions({ children }: { children: ReactNode }) {
  return <dl className="space-y-2">{children}</dl>;
}

export function Definition({ name, mono, children }: { name: ReactNode; mono?: boolean; children: ReactNode }) {
  return (
    <div className="grid grid-cols-[minmax(0,9fr)_minmax(0,11fr)] gap-x-3">
      <dt className={`min-w-0 break-words text-sm text-ink-soft ${mono ? "font-mono" : ""}`}>{name}</dt>
      <dd className="min-w-0 break-words">{children}</dd>
    </div>
  );
}
