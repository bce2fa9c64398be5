import "server-only";
import { getDatabase } from "@/lib/db/database";
import { openEvent, type ShownEvent } from "./open-event";
import { addParts, type EventFilter, selectEvents } from "./read-events";

export const PAGE = 50;

/**
 * The events that the filter asks for, newest first, PAGE at a time, from before the number `before`. `older` leads to the
 * next page and costs the same however far back it is; null on the last.
 */
export async function listEvents({
  before,
  ...filter
}: EventFilter & { before?: number }): Promise<{ events: ShownEvent[]; older: number | null }> {
  const db = await getDatabase();
  const asked = await selectEvents(db, filter);
  if (!asked) return { events: [], older: null };
  const { seq } = asked;
  const page = before === undefined ? asked.query : asked.query.where(seq, "<", before);
  const rows = await page
    .selectAll("audit_event")
    .orderBy(seq, "desc")
    .limit(PAGE + 1)
    .execute();
  const events = (await addParts(db, rows.slice(0, PAGE))).map(openEvent);
  return { events, older: rows.length > PAGE ? (events.at(-1)?.seq ?? null) : null };
}
