import "server-only";
import type { Kysely } from "kysely";
import type { Schema } from "@/lib/db/schema";
import type { Bounds } from "./find-bounds";
import { type Clue, isAll, type Search, selectFitting, selectLed } from "./search";

/** Of the events that one clue leads to so many are looked through for all else that is asked for, and no more at once. */
export const MOST_LOOKED = 1_000;

/** How many events this clue leads to, MOST_LOOKED at most, and the number of the last of them. */
async function reach(db: Kysely<Schema>, lead: Clue, bounds: Bounds) {
  const parts = (lead.values?.length ? lead.values : [null]).map((value) => {
    const led = selectLed(db, value === null ? lead : { ...lead, values: [value] }, bounds);
    const newest = led.select("lead.seq").orderBy("lead.seq", "desc").limit(MOST_LOOKED);
    return db.selectFrom(newest.as("part")).select("part.seq");
  });
  const all = parts.reduce((some, part) => some.unionAll(part));
  const newest = db.selectFrom(all.as("any")).select("any.seq").orderBy("any.seq", "desc").limit(MOST_LOOKED);
  const found = await db
    .selectFrom(newest.as("held"))
    .select(({ fn }) => [fn.countAll<number | string>().as("events"), fn.min("held.seq").as("last")])
    .executeTakeFirstOrThrow();
  const events = Number(found.events);
  return { lead, events, horizon: events < MOST_LOOKED ? null : found.last };
}

/** The clue with the fewest events, or else the one whose MOST_LOOKED lead furthest back. */
async function chooseLead(db: Kysely<Schema>, search: Search, bounds: Bounds) {
  const [only] = search.clues as [Clue];
  if (search.clues.length === 1 && isAll(search, only)) return { lead: only, horizon: null };
  const reached = await Promise.all(search.clues.map((clue) => reach(db, clue, bounds)));
  const [first] = reached.sort((a, b) => (a.horizon ?? 0) - (b.horizon ?? 0) || a.events - b.events);
  return first as (typeof reached)[0];
}

/**
 * The numbers of the newest events that fit, `most` at most, newest first, of those before the number `before`. `horizon`:
 * only from this number on was looked, for more would not be read at once; null: as far back as there is anything.
 */
export async function findNumbers(
  db: Kysely<Schema>,
  search: Search,
  { before = search.bounds.before, most }: { before?: number | undefined; most: number },
): Promise<{ numbers: number[]; horizon: number | null }> {
  const bounds = { ...search.bounds, before: Math.min(before, search.bounds.before) };
  const { lead, horizon } = await chooseLead(db, search, bounds);
  const within = { ...bounds, after: Math.max(bounds.after, (horizon ?? 0) - 1) };
  const rows = await selectFitting(db, search, { lead, bounds: within })
    .select("lead.seq")
    .orderBy("lead.seq", "desc")
    .limit(most)
    .execute();
  return { numbers: rows.map(({ seq }) => seq), horizon };
}

/** The numbers of all events that fit, up to the number `upTo`: how many there are, and the next `most` after one of them, in order. */
export async function walkNumbers(db: Kysely<Schema>, search: Search, upTo: number) {
  const bounds = { ...search.bounds, before: Math.min(search.bounds.before, upTo + 1) };
  const { lead } = await chooseLead(db, search, bounds);
  const counted = selectFitting(db, search, { lead, bounds }).select(({ fn }) =>
    fn.countAll<number | string>().as("all"),
  );
  return {
    count: Number((await counted.executeTakeFirstOrThrow()).all),
    async next(after: number, most: number): Promise<number[]> {
      const further = { ...bounds, after: Math.max(bounds.after, after) };
      const query = selectFitting(db, search, { lead, bounds: further })
        .select("lead.seq")
        .orderBy("lead.seq")
        .limit(most);
      return (await query.execute()).map(({ seq }) => seq);
    },
  };
}
