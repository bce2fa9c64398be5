const formats = new Map<string, Intl.DateTimeFormat>();

function formatIn(timeZone: string) {
  const known = formats.get(timeZone);
  if (known) return known;
  const fields = { year: "numeric", month: "numeric", day: "numeric", hour: "numeric", minute: "numeric" } as const;
  const made = new Intl.DateTimeFormat("en-US", { timeZone, hourCycle: "h23", second: "numeric", ...fields });
  formats.set(timeZone, made);
  return made;
}

export type WallClock = { year: number; month: number; day: number; hour: number; minute: number; zone: string };

/**
 * What clocks in an IANA zone show at an instant (ms). `month` is 1 to 12; `zone` is "UTC", "UTC+1" or "UTC+5:30".
 * Words are put together here and not by Intl, whose month and zone names differ between server and browser.
 */
export function readClock(at: number, timeZone: string): WallClock {
  const parts = new Map(
    formatIn(timeZone)
      .formatToParts(at)
      .map((part) => [part.type, Number(part.value)]),
  );
  const get = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? 0;
  const [year, month, day, hour, minute] = [get("year"), get("month"), get("day"), get("hour"), get("minute")];
  const shown = Date.UTC(year, month - 1, day, hour, minute, get("second"));
  const offset = Math.round((shown - at) / 60_000);
  const [hours, minutes] = [Math.floor(Math.abs(offset) / 60), Math.abs(offset) % 60];
  const zone = `UTC${offset === 0 ? "" : `${offset < 0 ? "\u2212" : "+"}${hours}${minutes ? `:${String(minutes).padStart(2, "0")}` : ""}`}`;
  return { year, month, day, hour, minute, zone };
}

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

/** When the day of `now` began in the zone; both in milliseconds. Where clocks skip midnight, the first moment after it; where it comes twice, the first. */
export const dayStart = (now: number, timeZone: string): number =>
  fromWallClock(`${toWallClock(now, timeZone).slice(0, 10)}T00:00`, timeZone);

const DAY = 86_400_000;

/** When the day began in the zone that lies so many days before the one of `now`; by noon, so that no change of the clocks moves it to another. */
export const startDaysBefore = (now: number, days: number, timeZone: string): number =>
  dayStart(dayStart(now, timeZone) + DAY / 2 - days * DAY, timeZone);
