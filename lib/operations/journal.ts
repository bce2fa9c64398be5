import "server-only";
import type { Kysely, Transaction } from "kysely";
import { record } from "@/lib/audit/record";
import { getDatabase } from "@/lib/db/database";
import type { OperationTable, Schema } from "@/lib/db/schema";
import { indexOperations } from "./index-operations";
import { abandoned, attempted, settled } from "./journal-events";
import { type JournalRow, type NewOperation, newRow, type Outcome, type Settlement, toRow } from "./journal-row";
import type { SecondPerson } from "./second-person";

/** The database cannot be read or written just now: full, locked, gone. */
export class JournalUnavailable extends Error {}

export async function inJournal<Value>(step: (db: Kysely<Schema>) => Promise<Value>): Promise<Value> {
  try {
    return await step(await getDatabase());
  } catch (cause) {
    throw new JournalUnavailable("The journal is not available.", { cause });
  }
}

/** A step of the journal and its event in the audit record, in one transaction: both or neither. */
export const inStep = <Value>(step: (trx: Transaction<Schema>) => Promise<Value>): Promise<Value> =>
  inJournal((db) => db.transaction().execute(step));

export async function findOperation(id: string): Promise<JournalRow | undefined> {
  const row = await inJournal((db) => db.selectFrom("operation").selectAll().where("id", "=", id).executeTakeFirst());
  return row && toRow(row);
}

/** The row of an intent and its words. False when the id is taken, as then the operation was already asked for. */
export async function insertIntent(trx: Transaction<Schema>, row: OperationTable): Promise<boolean> {
  const inserted = await trx
    .insertInto("operation")
    .values(row)
    .onConflict((conflict) => conflict.column("id").doNothing())
    .executeTakeFirst();
  const isNew = inserted.numInsertedOrUpdatedRows === 1n;
  if (isNew) await indexOperations(trx, [row]);
  return isNew;
}

/** Records the intent durably. False when the id is taken, and when the second person's yes no longer counts. */
export async function prepareOperation(operation: NewOperation, now: Date, second?: SecondPerson): Promise<boolean> {
  return inStep(async (trx) => {
    const approved = second ? await second.approve(trx, now, false) : [];
    if (approved === null) return false;
    const isNew = await insertIntent(trx, newRow(operation, now, second));
    if (second && !isNew) throw new Error("What was approved is in the journal already.");
    if (isNew) await record(trx, [...approved, attempted(operation, second)], now);
    return isNew;
  });
}

/**
 * Records what became of the attempt that `row` names: a later attempt is never settled by an earlier one. A rejected or
 * applied row never changes again; not_applied turns out applied when the write arrived late.
 */
export async function settleOperation(row: JournalRow, settlement: Settlement, now: Date): Promise<void> {
  const { state, outcome, after } = settlement;
  await inStep(async (trx) => {
    const updated = await trx
      .updateTable("operation")
      .set({
        state,
        outcome: outcome ? JSON.stringify(outcome) : null,
        settled_at: state === "unknown" ? null : now.toISOString(),
        ...(after && { after_json: JSON.stringify(after) }),
      })
      .where("id", "=", row.id)
      .where("attempts", "=", row.attempts)
      .where("state", "in", state === "applied" ? ["sent", "unknown", "not_applied"] : ["sent", "unknown"])
      .executeTakeFirst();
    if (updated.numUpdatedRows === 1n) await record(trx, [settled(row, settlement)], now);
  });
}

/** Gives up a row of which nothing was sent. False when it was claimed for sending in between. */
export async function abandonOperation(row: JournalRow, { code, message }: Outcome, now: Date): Promise<boolean> {
  return inStep(async (trx) => {
    const updated = await trx
      .updateTable("operation")
      .set({ state: "not_applied", outcome: JSON.stringify({ code, message }), settled_at: now.toISOString() })
      .where("id", "=", row.id)
      .where("state", "=", "prepared")
      .executeTakeFirst();
    const isOurs = updated.numUpdatedRows === 1n;
    if (isOurs) await record(trx, [abandoned(row, { code })], now);
    return isOurs;
  });
}

const UNSETTLED_READ = 20;

/** The writes to one customer whose outcome is open, newest first. */
export async function listUnsettled(app: string, profileId: string): Promise<JournalRow[]> {
  const rows = await inJournal((db) =>
    db
      .selectFrom("operation")
      .selectAll()
      .where("app", "=", app)
      .where("profile_id", "=", profileId)
      .where("state", "in", ["sent", "unknown"])
      .orderBy("created_at", "desc")
      .limit(UNSETTLED_READ)
      .execute(),
  );
  return rows.map(toRow);
}
