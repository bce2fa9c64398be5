export type Throttle = {
  /** Takes one attempt; answers 0, or the milliseconds to wait when none is left. `now` in ms. */
  take: (key: string, now: number) => number;
  /** Hands the attempt back, after a sign-in that succeeded. */
  giveBack: (key: string) => void;
};

/** A bucket of `capacity` attempts per key, one more every `refillMs`. Holds at most `maxKeys`, the fullest leave first. */
export function createThrottle({ capacity, refillMs, maxKeys }: Record<"capacity" | "refillMs" | "maxKeys", number>) {
  const buckets = new Map<string, { left: number; at: number }>();
  const leftAt = (bucket: { left: number; at: number }, now: number) =>
    Math.min(capacity, bucket.left + (now - bucket.at) / refillMs);

  function makeRoom(now: number): void {
    for (const [key, bucket] of buckets) if (leftAt(bucket, now) >= capacity) buckets.delete(key);
    if (buckets.size < maxKeys) return;
    const byFill = [...buckets].sort(([, a], [, b]) => leftAt(b, now) - leftAt(a, now));
    for (const [key] of byFill.slice(0, Math.ceil(maxKeys / 10))) buckets.delete(key);
  }

  return {
    take(key, now) {
      const bucket = buckets.get(key);
      if (!bucket && buckets.size >= maxKeys) makeRoom(now);
      const left = bucket ? leftAt(bucket, now) : capacity;
      if (left < 1) return Math.ceil((1 - left) * refillMs);
      buckets.set(key, { left: left - 1, at: now });
      return 0;
    },
    giveBack(key) {
      const bucket = buckets.get(key);
      if (bucket) bucket.left = Math.min(capacity, bucket.left + 1);
    },
  } satisfies Throttle;
}
