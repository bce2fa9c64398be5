import "server-only";
import type { Kysely, Transaction } from "kysely";
import type { OperationTable, Schema } from "@/lib/db/schema";
import { isUnconfirmed, openStates } from "./catalogue";
import { profileGone } from "./decide-by-look";
import { reindexOperations } from "./index-operations";
import { type JournalRow, type Outcome, open, toRow } from "./journal-row";

/** A statement takes so many values and no more. */
const ROWS_AT_ONCE = 500;

/** `until`: what was asked for later stays; ISO. */
type Whose = { app: string; profileId: string; until: string };

/** After this long nothing that will still be read settles what could not be settled so far. */
const HOPELESS_MS = 24 * 3_600_000;

const operationsOf = (db: Kysely<Schema>, { app, profileId, until }: Whose) =>
  db
    .selectFrom("operation")
    .selectAll()
    .where("app", "=", app)
    .where("profile_id", "=", profileId)
    .where("created_at", "<=", until)
    .where("erased_at", "is", null)
    .orderBy("created_at");

/** What is open needs its request to be settled by, unless nothing can settle it. */
const isInTheWay = (row: JournalRow, now: Date): boolean =>
  row.state === "prepared" ||
  row.state === "sent" ||
  (isUnconfirmed(row.state) &&
    row.outcome?.code !== profileGone.code &&
    now.getTime() - Date.parse(row.sentAt ?? row.createdAt) < HOPELESS_MS);

/** The operations on a customer whose outcome is open, oldest first. */
export async function listOpen(db: Kysely<Schema>, whose: Whose): Promise<JournalRow[]> {
  const rows = await operationsOf(db, whose).where("state", "in", openStates).execute();
  return rows.map(toRow);
}

/**
 * Erases what the journal holds of a customer, and keeps that something was done: its name, times, state and ids, who did it
 * and for which reason of the team's. Answers how many were erased, or the operation that is in the way: then nothing of the
 * transaction may stand.
 */
export async function eraseOperations(
  trx: Transaction<Schema>,
  whose: Whose,
  now: Date,
): Promise<{ ok: true; erased: number } | { ok: false; open: JournalRow }> {
  const rows = await operationsOf(trx, whose).execute();
  const waiting = rows.map(toRow).find((row) => isInTheWay(row, now));
  if (waiting) return { ok: false, open: waiting };
  const overtaken = await emptyOperations(trx, rows, now);
  return overtaken ? { ok: false, open: toRow(overtaken) } : { ok: true, erased: rows.length };
}

/** Empties these rows as they were read; answers one that was claimed for sending in between, and then nothing of the transaction may stand. */
export async function emptyOperations(
  trx: Transaction<Schema>,
  rows: readonly OperationTable[],
  now: Date,
): Promise<OperationTable | undefined> {
  for (const row of rows) {
    const outcome = open<Outcome>(row.outcome);
    const { code, status, requestId } = outcome ?? {};
    const updated = await trx
      .updateTable("operation")
      .set({
        request: "{}",
        // Without a salt, so whoever knows the customer could find the rest out from it.
        request_hash: "",
        outcome: outcome && JSON.stringify({ code, message: "", status, requestId }),
        customer_user_id: null,
        ticket: null,
        note: null,
        before_json: null,
        after_json: null,
        check_at: null,
        erased_at: now.toISOString(),
      })
      .where("id", "=", row.id)
      .where("state", "=", row.state)
      .where("attempts", "=", row.attempts)
      .executeTakeFirst();
    if (updated.numUpdatedRows !== 1n) return row;
  }
  for (let from = 0; from < rows.length; from += ROWS_AT_ONCE) {
    const some = rows.slice(from, from + ROWS_AT_ONCE);
    await reindexOperations(
      trx,
      some.map(({ id }) => id),
    );
  }
  return undefined;
}
