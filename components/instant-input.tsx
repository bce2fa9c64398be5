"use client";

import { fromWallClock, toWallClock } from "@/lib/clock/wall-clock";
import { useClock } from "./clock";
import { DateTimeInput } from "./date-time-input";

type InstantInputProps = {
  /** An ISO instant; null or undefined is an empty box. */
  value: string | null | undefined;
  /** The new ISO instant in UTC, or null when the box was emptied. */
  onChange: (value: string | null) => void;
  onBlur?: () => void;
  name?: string;
  ref?: React.Ref<HTMLInputElement>;
  disabled?: boolean;
};

/** An instant entered as a wall clock of the console's zone. An instant that nobody touches keeps its exact spelling. */
export function InstantInput({ value, onChange, ...rest }: InstantInputProps) {
  const { timeZone } = useClock();
  const at = value ? Date.parse(value) : Number.NaN;
  return (
    <DateTimeInput
      {...rest}
      zone={timeZone}
      step={at % 60_000 ? 1 : 60}
      value={Number.isNaN(at) ? "" : toWallClock(at, timeZone)}
      onChange={(event) => {
        const entered = fromWallClock(event.target.value, timeZone);
        onChange(Number.isNaN(entered) ? null : new Date(entered).toISOString());
      }}
    />
  );
}
