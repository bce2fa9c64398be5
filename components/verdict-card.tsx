import type { ReactNode } from "react";
import type { Tone } from "./tone";

/** The answer on top of a customer's page, and under it why. The one framed thing there. */
export function VerdictCard({ tone, title, proof }: { tone: Tone; title: ReactNode; proof: ReactNode[] }) {
  return (
    <div data-tone={tone} className="rounded-lg border border-l-4 border-line border-l-tone-solid bg-surface px-5 py-4">
      <p className="text-lg font-semibold text-balance">{title}</p>
      {proof.length > 0 && (
        <ul className="space-y-1.5 pt-2.5 text-ink-soft">
          {proof.map((reason, position) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the reasons are written anew with every verdict
            <li key={position} className="flex gap-2.5 before:text-ink-faint before:content-['–']">
              <span className="min-w-0 break-words">{reason}</span>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
