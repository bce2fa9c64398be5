import type { BarKind, Lane, MarkKind, Timeline } from "@/lib/access/timeline";
import { place } from "./timeline-axis";
import { barKinds, barLooks, markKinds } from "./timeline-kinds";

const still = { vectorEffect: "non-scaling-stroke" } as const;

/** One lane's picture: a path for each kind, so that hundreds of periods stay a few hundred bytes. */
export function TimelineLane({ lane, domain }: { lane: Lane; domain: Timeline["domain"] }) {
  const spans = lane.bars.map(({ from, to, kind }) => ({
    kind,
    start: place(from, domain),
    end: to === null ? 100 : place(to, domain),
    touches: lane.bars.some(
      (other) => other.to !== null && other.from < from && Math.abs(other.to - from) < 86_400_000,
    ),
  }));
  const kinds = [...new Set(lane.bars.map(({ kind }) => kind))];
  const seams = spans.flatMap(({ start, touches }) => (touches ? `M${start} 6v14` : [])).join("");
  return (
    <svg aria-hidden="true" className="block h-7 w-full overflow-visible">
      <svg aria-hidden="true" viewBox="0 0 100 28" preserveAspectRatio="none" className="overflow-visible">
        {kinds.map((kind) => (
          <BarPath key={kind} kind={kind} spans={spans.filter((span) => span.kind === kind)} />
        ))}
        {seams && <path d={seams} style={still} className="stroke-surface" strokeWidth="2" />}
        <Dots lane={lane} domain={domain} kind="renewal" />
        <Dots lane={lane} domain={domain} kind="purchase" />
      </svg>
      {lane.marks.map(({ at, kind }) =>
        markKinds[kind].shape ? (
          <svg aria-hidden="true" key={`${kind}${at}`} x={`${place(at, domain)}%`} y="14" className="overflow-visible">
            <MarkShape kind={kind} />
          </svg>
        ) : null,
      )}
    </svg>
  );
}

function BarPath({ kind, spans }: { kind: BarKind; spans: { start: number; end: number }[] }) {
  const { tone, look } = barKinds[kind];
  const path = spans
    .map(({ start, end }) => `M${start} 8h${Math.round((end - start) * 100) / 100}v12H${start}Z`)
    .join("");
  return (
    <path data-tone={tone} d={path} style={still} strokeWidth="1.5" strokeLinejoin="round" className={barLooks[look]} />
  );
}

/** A zero-length stroke with round ends is a circle that no stretching can distort; the wider one below it is its halo. */
function Dots({ lane, domain, kind }: { lane: Lane; domain: Timeline["domain"]; kind: MarkKind }) {
  const { tone, dot = 0 } = markKinds[kind];
  const path = lane.marks.flatMap((mark) => (mark.kind === kind ? `M${place(mark.at, domain)} 14h0` : [])).join("");
  if (!path) return null;
  return (
    <g data-tone={tone} fill="none" strokeLinecap="round">
      <path d={path} style={still} className="stroke-surface" strokeWidth={dot + 3} />
      <path d={path} style={still} className="stroke-tone" strokeWidth={dot} />
    </g>
  );
}

export function MarkShape({ kind }: { kind: MarkKind }) {
  const { tone, dot, shape } = markKinds[kind];
  return (
    <g data-tone={tone} className="fill-surface stroke-tone" strokeWidth="1.75" strokeLinejoin="round">
      {shape ?? <circle r={(dot ?? 0) / 2} className="fill-tone" strokeWidth="0" />}
    </g>
  );
}
