import { z } from "zod";
import { fromWallClock } from "@/components/wall-clock";
import { type OperationName, operations } from "@/lib/operations/catalogue";
import type { OperationFilter } from "@/lib/operations/list-operations";

const DAY = 86_400_000;
const TEXT_MAX = 200;

const names = Object.keys(operations) as OperationName[];
const text = z.string().trim().min(1).max(TEXT_MAX);
const day = z.iso.date();

/** What the address of the page may ask for, as its form writes it. */
const asked = {
  who: text,
  customer: text,
  operation: z.enum(names),
  reason: text,
  outcome: z.enum(["applied", "rejected", "not_applied", "open"]),
  from: day,
  to: day,
  text,
  before: text,
};

type Asked = { [Name in keyof typeof asked]?: z.infer<(typeof asked)[Name]> };
type SearchParams = Record<string, string | string[] | undefined>;

const labels: Record<keyof Asked, string> = {
  who: "Who",
  customer: "Customer",
  operation: "What",
  reason: "Reason",
  outcome: "Outcome",
  from: "From",
  to: "To",
  text: "Note or ticket",
  before: "page",
};

/** The start of a day in the console's zone, as ISO text in UTC. */
const startOf = (date: string, timeZone: string) => new Date(fromWallClock(`${date}T00:00`, timeZone)).toISOString();
const nextDay = (date: string) => new Date(Date.parse(date) + DAY).toISOString().slice(0, 10);

/** Reads the filter from an address. What cannot be read is left out and named in `unread`, never guessed. */
export function readFilter(
  params: SearchParams,
  timeZone: string,
): { asked: Asked; filter: OperationFilter; unread: string[] } {
  const found: Asked = {};
  const unread: string[] = [];
  for (const name of Object.keys(asked) as (keyof Asked)[]) {
    const given = params[name];
    if (given === undefined || given === "") continue;
    const read = asked[name].safeParse(given);
    if (read.success) Object.assign(found, { [name]: read.data });
    else unread.push(labels[name]);
  }
  const { who, operation, from, to, ...rest } = found;
  const filter: OperationFilter = {
    ...rest,
    ...(who && { agentId: who }),
    ...(operation && { name: operation }),
    ...(from && { from: startOf(from, timeZone) }),
    ...(to && { until: startOf(nextDay(to), timeZone) }),
  };
  return { asked: found, filter, unread };
}

/** The address of the same list with other parts; undefined takes one out. */
export function addressOf(asked: Asked, changes: Asked = {}): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries({ ...asked, ...changes })) if (value) params.set(name, value);
  const query = params.toString();
  return query ? `/activity?${query}` : "/activity";
}

export type { Asked };
