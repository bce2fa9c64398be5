import type { Lane } from "@/lib/access/timeline";
import { barKinds, barLooks, markKinds } from "./timeline-kinds";
import { MarkShape } from "./timeline-lane";

/** The kinds that occur in the picture, shape and word. */
export function TimelineLegend({ lanes }: { lanes: Lane[] }) {
  const bars = [...new Set(lanes.flatMap((lane) => lane.bars.map(({ kind }) => kind)))];
  const marks = [...new Set(lanes.flatMap((lane) => lane.marks.map(({ kind }) => kind)))];
  return (
    <span className="flex flex-wrap gap-x-4 gap-y-1 text-ink-soft">
      {bars.map((kind) => (
        <span key={kind} data-tone={barKinds[kind].tone} className="inline-flex items-center gap-1.5">
          <svg aria-hidden="true" className="h-3 w-4">
            <rect
              x="1"
              y="2"
              width="14"
              height="8"
              rx="1"
              strokeWidth="1.5"
              className={barLooks[barKinds[kind].look]}
            />
          </svg>
          {barKinds[kind].word}
        </span>
      ))}
      {marks.map((kind) => (
        <span key={kind} className="inline-flex items-center gap-1.5">
          <svg aria-hidden="true" viewBox="-7 -7 14 14" className="size-3.5">
            <MarkShape kind={kind} />
          </svg>
          {markKinds[kind].word}
        </span>
      ))}
    </span>
  );
}
