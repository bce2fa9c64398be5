"use client";

import { parseInstant } from "@/lib/adapty/instant";
import { useClock } from "./clock";
import { sayInstant, sayRelative } from "./time-format";
import { useTooltip } from "./tooltip";

type TimeProps = {
  /** A date as Adapty writes it, or milliseconds. One that cannot be read is shown as it came. */
  at: string | number;
  /** Adds "in 12 days" in small type, on the same line or below it. */
  relative?: "beside" | "below";
};

/** An instant in the console's zone, with a note on hover and focus that reads it in the browser's zone and in UTC as well. */
export function Time({ at, relative }: TimeProps) {
  const { timeZone, now } = useClock();
  const instant = typeof at === "number" ? at : parseInstant(at);
  const { trigger, bubble } = useTooltip<HTMLTimeElement>(<Zones at={instant} consoleZone={timeZone} />);
  if (Number.isNaN(instant)) return <bdi>{at}</bdi>;
  return (
    <span className={relative === "below" ? "inline-flex flex-col items-start" : "inline"}>
      <time
        {...trigger}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the note must open by keyboard, and a button would not wrap with its sentence
        tabIndex={0}
        dateTime={new Date(instant).toISOString()}
        className="dotted cursor-help rounded-sm"
      >
        {sayInstant(instant, timeZone)}
      </time>
      {relative && (
        <span
          className={`whitespace-nowrap text-sm text-ink-soft ${relative === "beside" ? "pl-2 @max-xl:block @max-xl:pl-0" : ""}`}
        >
          {sayRelative(instant, now)}
        </span>
      )}
      {bubble}
    </span>
  );
}

function Zones({ at, consoleZone }: { at: number; consoleZone: string }) {
  const browserZone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const rows = [
    { whose: "Console", zone: consoleZone },
    { whose: "Your browser", zone: browserZone },
    ...(consoleZone === "UTC" ? [] : [{ whose: "Adapty", zone: "UTC" }]),
  ];
  return (
    <span className="grid grid-cols-[auto_auto] gap-x-4 gap-y-1">
      {rows.map(({ whose, zone }) => (
        <span key={whose} className="contents">
          <span className="text-ink-soft">{`${whose} (${zone.replaceAll("_", " ")})`}</span>
          <span className="whitespace-nowrap tabular-nums">{sayInstant(at, zone)}</span>
        </span>
      ))}
    </span>
  );
}
