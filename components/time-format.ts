const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

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

/** "14 Mar 2027" */
export function sayDay(at: number, timeZone: string) {
  const { year, month, day } = readClock(at, timeZone);
  return `${day} ${months[month - 1]} ${year}`;
}

/** "14 Mar 2027, 18:00 UTC" */
export function sayInstant(at: number, timeZone: string) {
  const { hour, minute, zone } = readClock(at, timeZone);
  return `${sayDay(at, timeZone)}, ${sayHour(hour, minute)} ${zone}`;
}

/** "18:00" */
export function sayHour(hour: number, minute: number) {
  return `${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}`;
}

/** "Mar", or "2027" in January, for the ticks of an axis. */
export function sayMonth(month: number) {
  return months[month - 1] ?? "";
}

const steps = [
  { unit: "minute", ms: 60_000, below: 60 },
  { unit: "hour", ms: 3_600_000, below: 48 },
  { unit: "day", ms: 86_400_000, below: 60 },
  { unit: "month", ms: 2_629_800_000, below: 24 },
  { unit: "year", ms: 31_557_600_000, below: Number.POSITIVE_INFINITY },
];

/** "in 12 days", "3 hours ago", "just now" */
export function sayRelative(at: number, now: number) {
  const distance = Math.abs(at - now);
  if (distance < 45_000) return "just now";
  for (const { unit, ms, below } of steps) {
    const count = Math.max(1, Math.round(distance / ms));
    if (count >= below) continue;
    const words = `${count} ${unit}${count === 1 ? "" : "s"}`;
    return at > now ? `in ${words}` : `${words} ago`;
  }
  return "";
}
