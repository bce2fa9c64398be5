import { readClock } from "./time-format";

const pad = (value: number, length = 2) => String(value).padStart(length, "0");

/** What a datetime-local box shows for an instant (ms) in a zone: "2027-03-14T18:00", with seconds only where there are some. */
export function toWallClock(at: number, timeZone: string): string {
  const { year, month, day, hour, minute } = readClock(at, timeZone);
  const seconds = Math.floor(at / 1000) % 60;
  return `${pad(year, 4)}-${pad(month)}-${pad(day)}T${pad(hour)}:${pad(minute)}${seconds ? `:${pad(seconds)}` : ""}`;
}

const offsetAt = (at: number, timeZone: string) => {
  const { year, month, day, hour, minute } = readClock(at, timeZone);
  return Date.UTC(year, month - 1, day, hour, minute) - Math.floor(at / 60_000) * 60_000;
};

/**
 * The instant (ms) at which clocks in the zone show this; NaN for text that is no wall clock. An hour that clocks skip in
 * spring counts from the time before, of an hour that comes twice in autumn the first is meant.
 */
export function fromWallClock(text: string, timeZone: string): number {
  const shown = Date.parse(`${text.length === 16 ? `${text}:00` : text}Z`);
  if (Number.isNaN(shown)) return Number.NaN;
  const before = shown - offsetAt(shown - 86_400_000, timeZone);
  const after = shown - offsetAt(shown + 86_400_000, timeZone);
  return offsetAt(before, timeZone) === shown - before
    ? before
    : offsetAt(after, timeZone) === shown - after
      ? after
      : before;
}
