import { readClock } from "@/lib/clock/wall-clock";

const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

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
