import { z } from "zod";
import { listTerms } from "@/lib/audit/search-words";
import { fromWallClock } from "@/lib/clock/wall-clock";

const DAY = 86_400_000;
const TEXT_MAX = 200;

/** PostgreSQL could not even be asked for a U+0000. */
export const text = z
  .string()
  .trim()
  .min(1)
  .max(TEXT_MAX)
  .regex(/^\P{Cc}*$/u);
/** Of a year that Date takes as it is written, also on the day after. */
export const day = z.iso.date().refine((date) => date >= "1000" && date < "9999");

export type SearchParams = Record<string, string | string[] | undefined>;
type Box = { label: string; read: z.ZodType<string> };
/** What an address asks for, box by box, as its form writes it. */
export type AskedOf<Boxes extends Record<string, Box>> = { [Name in keyof Boxes]?: z.infer<Boxes[Name]["read"]> };

/** Reads what an address asks for. What cannot be read is left out and named in `unread` by its label, never guessed. */
export function readAsked<Boxes extends Record<string, Box>>(
  boxes: Boxes,
  params: SearchParams,
): { asked: AskedOf<Boxes>; unread: string[] } {
  const asked: AskedOf<Boxes> = {};
  const unread: string[] = [];
  for (const [name, { label, read }] of Object.entries(boxes)) {
    const given = params[name];
    if (given === undefined || given === "") continue;
    const found = read.safeParse(given);
    if (found.success) Object.assign(asked, { [name]: found.data });
    else unread.push(label);
  }
  return { asked, unread };
}

/** A text to look for; without a word that is long enough it is left out, `tooShort`. */
export const toText = (asked: string | undefined): { text?: string; tooShort: boolean } =>
  asked === undefined || listTerms(asked).length > 0 ? { text: asked, tooShort: false } : { tooShort: true };

/** The start of a day in the console's zone, as ISO text in UTC. */
const startOf = (date: string, timeZone: string) => new Date(fromWallClock(`${date}T00:00`, timeZone)).toISOString();
const nextDay = (date: string) => new Date(Date.parse(date) + DAY).toISOString().slice(0, 10);

/** Days of the console's zone as instants in UTC: `from` counts, `until` does not, and the last day is included. */
export const toSpan = ({ from, to }: { from?: string; to?: string }, timeZone: string) => ({
  ...(from && { from: startOf(from, timeZone) }),
  ...(to && { until: startOf(nextDay(to), timeZone) }),
});

/** The address of the same list with other parts; undefined takes one out. */
export function addressOf(
  path: string,
  asked: Record<string, string | undefined>,
  changes: Record<string, string | undefined> = {},
): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries({ ...asked, ...changes })) if (value) params.set(name, value);
  const query = params.toString();
  return query ? `${path}?${query}` : path;
}
