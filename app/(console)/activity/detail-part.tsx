import type { ReactNode } from "react";

/** A titled part of what an entry opens to. */
export const DetailPart = ({ title, children }: { title: string; children: ReactNode }) => (
  <section className="space-y-1">
    <h2 className="text-sm font-medium text-ink-soft">{title}</h2>
    {children}
  </section>
);
