import type { ReactNode } from "react";

/** A page's wide left column and its narrow right one, which comes below on narrow screens. */
export function Columns({ main, side }: { main: ReactNode; side: ReactNode }) {
  return (
    <div className="grid items-start gap-x-9 gap-y-10 wide:grid-cols-[minmax(0,1fr)_17rem]">
      <div className="min-w-0 space-y-10">{main}</div>
      <aside aria-label="Details" className="min-w-0 space-y-6 wide:sticky wide:top-20">
        {side}
      </aside>
    </div>
  );
}
