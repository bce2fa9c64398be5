import "server-only";
import { type Kysely, sql } from "kysely";
import { compileOnce } from "@/lib/db/compile-once";
import type { Schema } from "@/lib/db/schema";
import { type OperationState, openStates, unsettledStates } from "./catalogue";
import { overdueSince } from "./check-times";

/** Writes that nobody knows the outcome of although they were sent over an hour ago; `since`: when the oldest was first, ISO in UTC. */
export type Overdue = { count: number; since: string | null };

/**
 * Since when (ISO, UTC) a write that was sent is open: the journal holds its newest sending, the record the first after it was
 * last known what became of it.
 */
export const openSince = sql<string>`case when operation.attempts < 2 then operation.sent_at else coalesce((
  select min(recorded_at) from audit_event where operation_id = operation.id and outcome = 'sent' and seq > coalesce((
    select max(seq) from audit_event
    where operation_id = operation.id and outcome in ('applied', 'rejected', 'not_applied')
  ), 0)
), operation.sent_at) end`;

/** Of what was erased the console looks no more. */
export const overdueIn = (db: Kysely<Schema>, { before }: { before: string }) =>
  db
    .selectFrom("operation")
    .where("operation.state", "in", unsettledStates)
    .where(({ eb, or, and }) =>
      or([eb("operation.sent_at", "<=", before), and([eb("operation.attempts", ">", 1), eb(openSince, "<=", before)])]),
    )
    .where("operation.erased_at", "is", null);

const selectOverdue = compileOnce((db, given: { before: string }) =>
  overdueIn(db, given).select(({ fn }) => [
    fn.countAll<number>().as("count"),
    fn.min<string | null>(openSince).as("since"),
  ]),
);

/** Asked for every page of who may settle it. */
export async function findOverdue(db: Kysely<Schema>, now: Date): Promise<Overdue> {
  const { rows } = await selectOverdue(db, { before: overdueSince(now) });
  return rows[0] ?? { count: 0, since: null };
}

/** What is open in the journal by its state, and since when (ISO, UTC) the oldest of it waits. */
export type Backlog = { open: Partial<Record<OperationState, number>>; oldest: string | null; overdue: Overdue };

export async function readBacklog(db: Kysely<Schema>, now: Date): Promise<Backlog> {
  const rows = await db
    .selectFrom("operation")
    .where("state", "in", openStates)
    .where("erased_at", "is", null)
    .groupBy("state")
    .select(({ fn }) => [
      "state",
      fn.countAll<number>().as("count"),
      sql<string>`min(coalesce(${openSince}, created_at))`.as("oldest"),
    ])
    .execute();
  const open = Object.fromEntries(rows.map(({ state, count }) => [state, count]));
  const [oldest = null] = rows.map((row) => row.oldest).sort();
  return { open, oldest, overdue: await findOverdue(db, now) };
}
