import type { ReactNode } from "react";

export type Change = { what?: string; now: ReactNode; after: ReactNode };

/** What a write will change, in words, before it is sent. */
export function NowAfter({ changes }: { changes: Change[] }) {
  return (
    <div className="space-y-3 rounded-md bg-sunken px-4 py-3">
      {changes.map(({ what, now, after }, position) => (
        <div key={what ?? position} className="space-y-1">
          {what && <p className="font-medium">{what}</p>}
          <dl className="grid grid-cols-[4rem_minmax(0,1fr)] gap-x-3 gap-y-1">
            <dt className="text-ink-soft">Now</dt>
            <dd className="break-words">{now}</dd>
            <dt className="text-ink-soft">After</dt>
            <dd className="break-words font-semibold">{after}</dd>
          </dl>
        </div>
      ))}
    </div>
  );
}
