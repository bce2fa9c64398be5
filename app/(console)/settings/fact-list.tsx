import type { ReactNode } from "react";

export type Fact = { name: string; value: ReactNode };

/** Names and values down a page that is wide enough for both. */
export function FactList({ facts }: { facts: Fact[] }) {
  return (
    <dl className="divide-y divide-line border-y border-line">
      {facts.map(({ name, value }) => (
        <div key={name} className="grid grid-cols-[7rem_minmax(0,1fr)] gap-x-3 py-2 sm:grid-cols-[10rem_minmax(0,1fr)]">
          <dt className="min-w-0 break-words text-ink-soft">{name}</dt>
          <dd className="min-w-0 break-words">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

export const Code = ({ children }: { children: ReactNode }) => (
  <code className="break-all font-mono text-sm">{children}</code>
);
