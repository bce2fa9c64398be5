const EARLIEST = "1900-01-01";
const AHEAD_OF_UTC_MS = 14 * 3_600_000;

/**
 * Why nobody has this birthday ("1990-12-31"), at `now` in milliseconds; null when somebody may. A day that has begun
 * anywhere on Earth is not in the future. Adapty would take any date.
 */
export function checkBirthday(birthday: unknown, now: number): string | null {
  if (typeof birthday !== "string") return null;
  if (birthday > new Date(now + AHEAD_OF_UTC_MS).toISOString().slice(0, 10)) return "A birthday is not in the future.";
  return birthday < EARLIEST ? "Check the year: it is before 1900." : null;
}
