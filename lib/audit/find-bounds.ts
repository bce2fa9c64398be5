import "server-only";
import { type Kysely, sql } from "kysely";
import type { Schema } from "@/lib/db/schema";
import { readEventColumns } from "./read-rows";

/** Numbers of events, both excluded. */
export type Bounds = { after: number; before: number };

/** Instants follow the numbers but for what several processes record at once. No clock is wrong by more than this. */
const DISORDER_MS = 24 * 3_600_000;

const shift = (instant: string, ms: number) => new Date(Date.parse(instant) + ms).toISOString();

const byTime = (db: Kysely<Schema>) => db.selectFrom("audit_event").limit(1);

/** Of the one event of this query; `otherwise` where its instant cannot be read. Undefined when there is none. */
async function findInstant(db: Kysely<Schema>, query: ReturnType<typeof byTime>, otherwise: string) {
  const [event] = await readEventColumns(db, query, ["recorded_at"]);
  return event && (Number.isNaN(Date.parse(event.recorded_at)) ? otherwise : event.recorded_at);
}

/** The lowest number recorded from then on; null when there is none. */
async function findLowest(db: Kysely<Schema>, from: string): Promise<number | null> {
  const first = await findInstant(db, byTime(db).where("recorded_at", ">=", from).orderBy("recorded_at"), from);
  if (!first) return null;
  const near = db
    .selectFrom("audit_event")
    .where("recorded_at", ">=", from)
    .where("recorded_at", "<=", shift(first, DISORDER_MS));
  // As an expression: for the lowest number itself PostgreSQL might read all older events one by one.
  const { seq } = await near.select(sql<number>`min(seq + 0)`.as("seq")).executeTakeFirstOrThrow();
  return Number(seq);
}

/** The highest number recorded before then; null when there is none. */
async function findHighest(db: Kysely<Schema>, until: string): Promise<number | null> {
  const last = await findInstant(db, byTime(db).where("recorded_at", "<", until).orderBy("recorded_at", "desc"), until);
  if (!last) return null;
  const near = db
    .selectFrom("audit_event")
    .where("recorded_at", "<", until)
    .where("recorded_at", ">=", shift(last, -DISORDER_MS));
  const { seq } = await near.select(sql<number>`max(seq + 0)`.as("seq")).executeTakeFirstOrThrow();
  return Number(seq);
}

/** Between which numbers lies all that was recorded in a span: from the instant `from` on, before the instant `until`. */
export async function findBounds(
  db: Kysely<Schema>,
  { from, until }: { from?: string | undefined; until?: string | undefined },
): Promise<Bounds> {
  const [lowest, highest] = await Promise.all([
    from === undefined ? 1 : findLowest(db, from),
    until === undefined ? Number.MAX_SAFE_INTEGER - 1 : findHighest(db, until),
  ]);
  return lowest === null || highest === null ? { after: 0, before: 0 } : { after: lowest - 1, before: highest + 1 };
}
