import "server-only";
import type { Kysely } from "kysely";
import type { OperationTable, Schema } from "@/lib/db/schema";
import { overdueSince } from "@/lib/operations/check-times";
import { openSince, overdueIn } from "@/lib/operations/overdue";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** Longer than a post takes: then whoever took it up is taken for dead. */
const LEASE_MS = MINUTE;
/** How many are told at once. */
const TOGETHER = 100;

const inMs = (now: Date, ms: number) => new Date(now.getTime() + ms).toISOString();

/** An overdue write that this console has taken up to tell; `since`: when it was sent, ISO in UTC; `told`: how often that was done before. */
export type Claimed = Pick<OperationTable, "id" | "app" | "name" | "state"> & {
  since: string;
  lease: number;
  tries: number;
  told: number;
};

type Due = Omit<Claimed, "lease" | "tries" | "told"> & {
  lease: number | null;
  tries: number | null;
  told: number | null;
};

async function claim(db: Kysely<Schema>, due: Due, now: Date): Promise<Claimed | null> {
  const { id, tries, told } = due;
  const due_at = inMs(now, LEASE_MS);
  const lease = (due.lease ?? 0) + 1;
  const changed =
    due.lease === null
      ? (
          await db
            .insertInto("alert")
            .values({ operation_id: id, due_at, lease, tries: 0, told: 0 })
            .onConflict((conflict) => conflict.column("operation_id").doNothing())
            .executeTakeFirst()
        ).numInsertedOrUpdatedRows
      : (
          await db
            .updateTable("alert")
            .set({ due_at, lease })
            .where("operation_id", "=", id)
            .where("lease", "=", due.lease)
            .executeTakeFirst()
        ).numUpdatedRows;
  return changed === 1n ? { ...due, lease, tries: tries ?? 0, told: told ?? 0 } : null;
}

/**
 * Takes up the overdue writes that nobody was told of for a day, the oldest first; of several consoles on one database each is
 * taken up by one. Forgets the ones that are not overdue any more, so that whatever becomes so again is told at once.
 */
export async function claimAlerts(db: Kysely<Schema>, now: Date): Promise<Claimed[]> {
  const before = overdueSince(now);
  await db
    .deleteFrom("alert")
    .where("operation_id", "not in", overdueIn(db, { before }).select("operation.id"))
    .execute();
  const due = await overdueIn(db, { before })
    .leftJoin("alert", "alert.operation_id", "operation.id")
    .where(({ eb, or }) => or([eb("alert.due_at", "is", null), eb("alert.due_at", "<=", now.toISOString())]))
    .select(["id", "app", "name", "state", openSince.as("since"), "alert.lease", "alert.tries", "alert.told"])
    .orderBy("since")
    .limit(TOGETHER)
    .execute();
  const claimed: Claimed[] = [];
  for (const one of due) {
    const ours = await claim(db, one, now);
    if (ours) claimed.push(ours);
  }
  return claimed;
}

/** Says when these are told next: in a day when they were, else soon, and each time a little later. What another took up since stays his. */
export async function settleAlerts(db: Kysely<Schema>, claimed: Claimed[], taken: boolean, now: Date): Promise<void> {
  for (const { id, lease, tries, told } of claimed) {
    const set = taken
      ? { due_at: inMs(now, DAY), tries: 0, told: told + 1 }
      : { due_at: inMs(now, Math.min(MINUTE * 2 ** tries, HOUR)), tries: tries + 1 };
    await db.updateTable("alert").set(set).where("operation_id", "=", id).where("lease", "=", lease).execute();
  }
}
