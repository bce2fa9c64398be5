import type { ReactNode } from "react";

export function Kbd({ children }: { children: ReactNode }) {
  return (
    <kbd className="inline-flex min-w-5 justify-center rounded-sm border border-line bg-surface px-1 font-sans text-sm text-ink-soft">
      {children}
    </kbd>
  );
}
