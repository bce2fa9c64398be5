import { sayMonth } from "./time-format";

type Domain = { from: number; to: number };
export type Tick = { at: number; label: string };

const DAY = 86_400_000;
const MONTH_STEPS = [1, 2, 3, 6, 12, 24, 60, 120];
const TICKS = 8;

/** Where an instant lies in the domain, in per cent, clipped to it. */
export function place(at: number, { from, to }: Domain) {
  return Math.round(Math.min(1, Math.max(0, (at - from) / (to - from || 1))) * 10_000) / 100;
}

/** At most eight ticks at the starts of months (UTC), or of weeks where the domain is short. January carries its year. */
export function ticksOf({ from, to }: Domain): Tick[] {
  const days = (to - from) / DAY;
  if (days < 63) return dayTicks({ from, to }, Math.max(1, Math.ceil(days / TICKS)));
  const step = MONTH_STEPS.find((months) => days / (months * 30.44) <= TICKS) ?? 240;
  const ticks: Tick[] = [];
  const start = new Date(from);
  let month = Math.ceil((start.getUTCFullYear() * 12 + start.getUTCMonth()) / step) * step;
  for (; ticks.length <= TICKS; month += step) {
    const at = Date.UTC(Math.floor(month / 12), month % 12);
    if (at > to) break;
    if (at < from) continue;
    const year = Math.floor(month / 12);
    const name = sayMonth((month % 12) + 1);
    ticks.push({ at, label: step % 12 === 0 ? `${year}` : month % 12 === 0 ? `${name} ${year}` : name });
  }
  return ticks;
}

function dayTicks({ from, to }: Domain, step: number): Tick[] {
  const ticks: Tick[] = [];
  for (let at = Math.ceil(from / DAY) * DAY; at <= to; at += step * DAY) {
    const date = new Date(at);
    ticks.push({ at, label: `${date.getUTCDate()} ${sayMonth(date.getUTCMonth() + 1)}` });
  }
  return ticks;
}
