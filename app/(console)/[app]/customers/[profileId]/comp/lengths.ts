import { sayDay } from "@/components/time-format";
import type { LevelEnd } from "@/lib/access/comp";
import type { Preset, Settings } from "@/lib/settings/settings";
import { endOfLength, type GrantChoices } from "./plan-grant";

const plural = (count: number, unit: string) => `${count} ${unit}${count === 1 ? "" : "s"}`;

/** "7 days", "1 month", "1 year", "Lifetime" */
export function nameLength({ days, months, lifetime }: Preset): string {
  if (lifetime) return "Lifetime";
  if (days !== undefined) return plural(days, "day");
  const count = months ?? 0;
  return count % 12 === 0 && count > 0 ? plural(count / 12, "year") : plural(count, "month");
}

/** A week where the team offers one, else its first length with an end. */
export const usualLength = ({ presets }: Pick<Settings, "presets">): GrantChoices["length"] =>
  presets.find(({ days }) => days === 7) ?? presets.find(({ lifetime }) => !lifetime) ?? "until";

/** "21 Mar", or "21 Mar 2028" where it is another year than now. */
function shortDay(end: number, now: number, timeZone: string): string {
  const day = sayDay(end, timeZone);
  const year = sayDay(now, timeZone).slice(-5);
  return day.endsWith(year) ? day.slice(0, -5) : day;
}

/** The words after a preset's name: the day it leads to by the chosen rule, nothing where that cannot be told. */
export function sayResult(
  preset: Preset,
  rule: GrantChoices["rule"],
  counting: { now: number; from: number; currentEnd: LevelEnd; timeZone: string },
): string | undefined {
  const end = endOfLength(preset, { rule, until: Number.NaN }, counting);
  return typeof end === "number" ? `→ ${shortDay(end, counting.now, counting.timeZone)}` : undefined;
}
