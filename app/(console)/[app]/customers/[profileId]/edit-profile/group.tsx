import { type ReactNode, useId } from "react";

type GroupProps = { title: string; aside?: ReactNode; children: ReactNode };

/** A named part of the form. */
export function Group({ title, aside, children }: GroupProps) {
  const id = useId();
  return (
    <section aria-labelledby={id}>
      <div className="flex items-baseline justify-between gap-4 pb-2">
        <h3 id={id} className="font-semibold">
          {title}
        </h3>
        {aside && <div className="text-sm tabular-nums text-ink-soft">{aside}</div>}
      </div>
      {children}
    </section>
  );
}
