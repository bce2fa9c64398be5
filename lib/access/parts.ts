import { parseInstant } from "@/lib/adapty/instant";
import type { Standing } from "./standing";

/**
 * A sentence as data: plain text, an instant (milliseconds, for the page to print with its zone), or a text that links to
 * the row which proves it (an id of row-id.ts).
 */
export type Part = string | { instant: number } | { row: string; text: string };

export const at = (instant: number): Part => ({ instant });

/** `before` and the instant of an ISO text, or nothing where the text is missing or unreadable. */
export function dated(before: string, text: unknown): Part[] {
  const ms = parseInstant(text);
  return Number.isNaN(ms) ? [] : [before, at(ms)];
}

/** " until {…}", " for life", or nothing where the end is not known. */
export const untilWords = (until: number | null | undefined): Part[] =>
  until === null ? [" for life"] : until === undefined ? [] : [" until ", at(until)];

/** Where a level stands, without a full stop: "Premium until {…}", "Premium ended {…}". */
export function standingWords(title: string, standing: Standing | undefined): Part[] {
  if (!standing) return [`No access to ${title}`];
  if (standing.is === "cannot_tell") {
    const date = standing.about === "end" ? "when it ends" : "when it starts";
    const why =
      standing.why === "unreadable" ? `the date Adapty gave for ${date} cannot be read` : `Adapty did not say ${date}`;
    return [`Cannot tell whether ${title} is active: ${why}`];
  }
  if (standing.is === "ended")
    return standing.at === undefined ? [`${title} ended before it started`] : [`${title} ended `, at(standing.at)];
  const until = untilWords(standing.until);
  return standing.is === "later"
    ? [`${title} starts `, at(standing.from), ...(until.length ? [",", ...until] : [])]
    : [title, ...until];
}
