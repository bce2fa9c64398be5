export type Window = {
  /** Takes one; answers 0, or the milliseconds until the next is free. `now` in ms. */
  take: (key: string, now: number) => number;
};

/** At most `most` of each key within any `spanMs`, by the times they were taken; whoever took none for so long is forgotten. */
export function createWindow({ most, spanMs }: Record<"most" | "spanMs", number>): Window {
  const taken = new Map<string, number[]>();

  function forgetIdle(now: number): void {
    for (const [key, times] of taken) if ((times.at(-1) ?? 0) <= now - spanMs) taken.delete(key);
  }

  return {
    take(key, now) {
      if (!taken.has(key)) forgetIdle(now);
      const times = taken.get(key) ?? [];
      const young = times.findIndex((at) => at > now - spanMs);
      times.splice(0, young === -1 ? times.length : young);
      const [oldest] = times;
      if (oldest !== undefined && times.length >= most) return oldest + spanMs - now;
      times.push(now);
      taken.set(key, times);
      return 0;
    },
  };
}
