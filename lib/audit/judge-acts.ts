/** What an account does that may be too much of it. */
export const actKinds = ["views", "searches", "reveals", "exports", "downloads", "denied"] as const;
export type ActKind = (typeof actKinds)[number];

export type Count = { today: number; month: number };
export type Counts = Record<ActKind, Count>;

/** So many times the median of the others is too much, and never fewer than so many. */
export const TIMES = 3;
export const AT_LEAST = 20;

export const noCounts = (): Counts => ({
  views: { today: 0, month: 0 },
  searches: { today: 0, month: 0 },
  reveals: { today: 0, month: 0 },
  exports: { today: 0, month: 0 },
  downloads: { today: 0, month: 0 },
  denied: { today: 0, month: 0 },
});

/** The middle one, or halfway between the two in the middle; 0 of none. */
export function medianOf(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((one, other) => one - other);
  const upper = sorted[Math.floor(sorted.length / 2)] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[sorted.length / 2 - 1] ?? 0) + upper) / 2;
}

export const isMuch = (count: number, median: number): boolean => count >= AT_LEAST && count > TIMES * median;

/** Of each kind the median of those who did anything of it all in these 30 days, so that who was away does not count. */
export function mediansOf(team: readonly Counts[]): Counts {
  const of = (kind: ActKind, span: keyof Count) => medianOf(team.map((counts) => counts[kind][span]));
  return Object.fromEntries(
    actKinds.map((kind) => [kind, { today: of(kind, "today"), month: of(kind, "month") }]),
  ) as Counts;
}

/**
 * The medians (`mediansOf`) of all but one of the team, each 0 where there is nobody else: who does much in a small team makes its median, and would
 * be measured by themselves. `own` is one of `team`.
 */
export const mediansBeside = (team: readonly Counts[], own: Counts): Counts =>
  mediansOf(team.filter((counts) => counts !== own));
