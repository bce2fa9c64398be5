"use client";

import { useClock } from "@/components/clock";
import { sayRelative } from "@/components/time-format";

/** How long ago, in words alone: of a visit nobody needs the minute. */
export function Ago({ at }: { at: number }) {
  const { now } = useClock();
  return sayRelative(Math.min(at, now), now);
}
