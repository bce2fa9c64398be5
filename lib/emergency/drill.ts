const DAY_MS = 86_400_000;

/** What nobody tries for so long may fail when it is needed. */
export const DRILL_DAYS = 30;

/** Was it taken by nobody in DRILL_DAYS days? `startedAt`: when each use began, ISO; `now` in ms. */
export const isUntried = (startedAt: readonly string[], now: number): boolean =>
  startedAt.every((at) => Date.parse(at) <= now - DRILL_DAYS * DAY_MS);
