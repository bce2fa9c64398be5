import { type Part, standingWords } from "./parts";
import { type LevelStanding, type Standing, standingsOf } from "./standing";
import type { CustomerView } from "./view";
import { levelTitle } from "./words";

const DAY = 86_400_000;

/**
 * Where access ends now: milliseconds, null for life, undefined when nothing runs or is to come, "cannot_tell" when
 * Adapty did not say.
 */
export type LevelEnd = number | null | undefined | "cannot_tell";
export type CompLength = { days: number } | { months: number };
export type CompRule = "add" | "set" | "replace";

/** The same day of a later month in UTC, or that month's last day: 31 January and one month is 28 or 29 February. */
export function addMonths(ms: number, months: number): number {
  const date = new Date(ms);
  const day = date.getUTCDate();
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() + months);
  const lastDay = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  return date.setUTCDate(Math.min(day, lastDay)) + (ms - Math.trunc(ms));
}

const lengthen = (from: number, length: CompLength) =>
  "days" in length ? from + length.days * DAY : addMonths(from, length.months);

/**
 * The end of a comp by one of three named rules. `add`: from the later of now and the current end; life stays life, and
 * an end that cannot be told cannot be added to. `replace`: from now, whatever runs. `set`: exactly `until`.
 */
export function compEnd(
  rule: "add",
  when: { now: number; currentEnd: LevelEnd } & CompLength,
): number | null | "cannot_tell";
export function compEnd(rule: "replace", when: { now: number; currentEnd?: LevelEnd } & CompLength): number;
export function compEnd(rule: "set", when: { now?: number; currentEnd?: LevelEnd; until: number }): number;
export function compEnd(
  rule: CompRule,
  when: { now?: number; currentEnd?: LevelEnd; until?: number } & Partial<{ days: number; months: number }>,
): number | null | "cannot_tell" {
  const { now = 0, currentEnd, until = Number.NaN } = when;
  if (rule === "set") return until;
  if (rule === "replace" || currentEnd === undefined) return lengthen(now, when as CompLength);
  return typeof currentEnd === "number" ? lengthen(Math.max(now, currentEnd), when as CompLength) : currentEnd;
}

type Levels = Pick<CustomerView, "accessLevels">;

/** The entry that speaks for a level, the best where its id comes twice; undefined when the customer never had it or Adapty did not provide the levels. */
export const heldLevel = ({ accessLevels }: Levels, levelId: string, now: number): LevelStanding | undefined =>
  standingsOf(
    (accessLevels ?? []).filter((level) => level.access_level_id === levelId),
    now,
  )[0];

/** Where this level stands, undefined as above. */
export const levelStanding = (view: Levels, levelId: string, now: number): Standing | undefined =>
  heldLevel(view, levelId, now)?.standing;

/** The end to count from when the level runs or is to come; none in a grace period past its date: that counts from now. */
export function currentLevelEnd(view: Pick<CustomerView, "accessLevels">, levelId: string, now: number): LevelEnd {
  if (!view.accessLevels) return "cannot_tell";
  const standing = levelStanding(view, levelId, now);
  if (!standing || standing.is === "ended") return undefined;
  const isUnclear = standing.is === "cannot_tell" || (standing.is === "later" && standing.until === undefined);
  return isUnclear ? "cannot_tell" : standing.until;
}

/**
 * Where access ends that is to start later and is given until `until` besides: Adapty keeps the later end, and what starts
 * sooner starts all of it. Null is for life, also where Adapty gave no end that could be compared.
 */
export function endOfGrant(before: Standing | undefined, until: number | null): number | null {
  if (before?.is !== "later") return until;
  return until === null || typeof before.until !== "number" ? null : Math.max(before.until, until);
}

/** Now and after in words; `shortens` when access would end sooner than it does now. */
export function describeChange(
  levelId: string,
  before: Standing | undefined,
  after: Standing | undefined,
): { now: Part[]; after: Part[]; shortens: boolean } {
  const title = levelTitle(levelId);
  const endOf = (standing: Standing | undefined) =>
    standing?.is === "active" || standing?.is === "later"
      ? standing.until === null
        ? Number.POSITIVE_INFINITY
        : (standing.until ?? Number.NaN)
      : Number.NEGATIVE_INFINITY;
  return {
    now: standingWords(title, before),
    after: standingWords(title, after),
    shortens: endOf(after) < endOf(before),
  };
}
