import type { ReactNode } from "react";

/** Nothing here: what, why in one sentence, and what to do about it. */
export function Empty({ title, children, actions }: { title: string; children: ReactNode; actions?: ReactNode }) {
  return (
    <div className="max-w-124 space-y-1 rounded-lg border border-dashed border-line px-4 py-4">
      <p className="font-semibold">{title}</p>
      <div className="text-ink-soft">{children}</div>
      {actions && <div className="flex flex-wrap gap-2 pt-2">{actions}</div>}
    </div>
  );
}
