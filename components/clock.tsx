"use client";

import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from "react";

type Clock = { timeZone: string; now: number };

const ClockContext = createContext<Clock | null>(null);

/**
 * The console's zone (IANA name) and the server's time (ms) for everything below. The first render uses exactly these, so server
 * and browser agree; then it ticks every 30 s, counted from the server's time and not from the agent's possibly wrong clock.
 */
export function ClockProvider({ timeZone, now, children }: Clock & { children: ReactNode }) {
  const [elapsed, setElapsed] = useState(0);
  useEffect(() => {
    const started = performance.now();
    setElapsed(0);
    const timer = setInterval(() => setElapsed(performance.now() - started), 30_000);
    return () => clearInterval(timer);
  }, []);
  const clock = useMemo(() => ({ timeZone, now: now + elapsed }), [timeZone, now, elapsed]);
  return <ClockContext value={clock}>{children}</ClockContext>;
}

/** For what was read after the last tick: nothing below is told by a clock that runs behind `at` (ms). */
export function ClockNotBefore({ at, children }: { at: number; children: ReactNode }) {
  const { timeZone, now } = useClock();
  const clock = useMemo(() => ({ timeZone, now: Math.max(now, at) }), [timeZone, now, at]);
  return <ClockContext value={clock}>{children}</ClockContext>;
}

export function useClock(): Clock {
  const clock = useContext(ClockContext);
  if (!clock) throw new Error("Times need a ClockProvider around them");
  return clock;
}
