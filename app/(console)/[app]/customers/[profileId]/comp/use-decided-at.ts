"use client";

import { useEffect, useState } from "react";
import { useClock } from "@/components/clock";

const STALE_MS = 10 * 60_000;
const wholeSecond = (ms: number) => Math.floor(ms / 1000) * 1000;

/**
 * The moment all dates of a form count from (milliseconds): fixed when it opens, taken anew when it stayed open for more
 * than ten minutes, but never while a write is on its way. `readAt` is when Adapty last answered, which is later than our
 * clock after the machine slept.
 */
export function useDecidedAt(readAt: number, frozen: boolean) {
  const latest = wholeSecond(Math.max(useClock().now, readAt));
  const [decided, setDecided] = useState({ at: latest, renewed: false });
  const stale = !frozen && latest - decided.at > STALE_MS;
  useEffect(() => {
    if (stale) setDecided({ at: latest, renewed: true });
  }, [stale, latest]);
  return { now: decided.at, stale, renewed: decided.renewed };
}
