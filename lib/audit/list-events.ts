import "server-only";
import { getDatabase } from "@/lib/db/database";
import { findNumbers } from "./find-numbers";
import { openEvent, type ShownEvent } from "./open-event";
import { type EventFilter, readNumbered } from "./read-events";
import { readEventColumns } from "./read-rows";
import { prepareSearch } from "./search";

export const PAGE = 50;

export type Listed = {
  events: ShownEvent[];
  /** Leads to the next page; null on the last. */
  older: number | null;
  /** ISO, UTC; when it was not looked further back than to this moment, whatever else may fit. */
  lookedTo: string | null;
};

/**
 * The events that the filter asks for, newest first, PAGE at a time, from before the number `before`. A page costs the same
 * however far back it is and however many events there are: where much fits each thing asked for and little all of them, it
 * is looked no further back than `lookedTo`.
 */
export async function listEvents({ before, ...filter }: EventFilter & { before?: number }): Promise<Listed> {
  const db = await getDatabase();
  const search = await prepareSearch(db, filter);
  if (!search) return { events: [], older: null, lookedTo: null };
  const { numbers, horizon } = await findNumbers(db, search, { before, most: PAGE + 1 });
  const shown = numbers.slice(0, PAGE);
  const events = (await readNumbered(db, shown)).map(openEvent);
  if (numbers.length > PAGE) return { events, older: shown.at(-1) ?? null, lookedTo: null };
  if (horizon === null) return { events, older: null, lookedTo: null };
  const [last] = await readEventColumns(db, db.selectFrom("audit_event").where("seq", "=", horizon), ["recorded_at"]);
  return { events, older: horizon, lookedTo: last?.recorded_at ?? null };
}
