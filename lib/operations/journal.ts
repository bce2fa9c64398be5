import "server-only";
import type { Kysely, Transaction } from "kysely";
import type { Actor } from "@/lib/audit/event";
import { record } from "@/lib/audit/record";
import { compileOnce } from "@/lib/db/compile-once";
import { getDatabase } from "@/lib/db/database";
import { isFileInPlace } from "@/lib/db/file-in-place";
import type { OperationTable, Schema } from "@/lib/db/schema";
import { isUnconfirmed, type OperationState, unsettledStates } from "./catalogue";
import { firstLateCheck, nextCheck } from "./check-times";
import { mayLand } from "./given-up";
import { indexOperations } from "./index-operations";
import { abandoned, attempted, denied, settled } from "./journal-events";
import { type JournalRow, type NewOperation, newRow, type Outcome, type Settlement, toRow } from "./journal-row";
import type { SecondPerson } from "./second-person";

/** The database cannot be read or written just now: full, locked, gone. */
export class JournalUnavailable extends Error {}

/**
 * Reads, or does a step that is whole by itself, in the database. Throws JournalUnavailable whatever goes wrong in it, with what
 * was thrown as its cause.
 */
export async function inJournal<Value>(step: (db: Kysely<Schema>) => Promise<Value>): Promise<Value> {
  try {
    return await step(await getDatabase());
  } catch (cause) {
    throw new JournalUnavailable("The journal is not available.", { cause });
  }
}

class RolledBack extends Error {
  constructor(readonly answer: unknown) {
    super("Rolled back.");
  }
}

/** Within `inStep`: takes back all that the step did so far, which then answers this. */
export function rollBack(answer: unknown): never {
  throw new RolledBack(answer);
}

/**
 * A step of the journal and its event in the audit record, in one transaction: both or neither. None into a file that somebody put
 * another in the place of: nobody would ever read it again. Throws JournalUnavailable.
 */
export const inStep = <Value>(step: (trx: Transaction<Schema>) => Promise<Value>): Promise<Value> =>
  inJournal(async (db) => {
    if (!isFileInPlace(db)) throw new Error("The database file is not the one that was opened.");
    try {
      return await db.transaction().execute(step);
    } catch (error) {
      if (error instanceof RolledBack) return error.answer as Value;
      throw error;
    }
  });

const selectById = compileOnce((db, { id }: { id: string }) =>
  db.selectFrom("operation").selectAll().where("id", "=", id),
);

export async function findOperation(id: string): Promise<JournalRow | undefined> {
  const { rows } = await inJournal((db) => selectById(db, { id }));
  return rows[0] && toRow(rows[0]);
}

const insert = compileOnce((db, row: OperationTable) =>
  db
    .insertInto("operation")
    .values(row)
    .onConflict((conflict) => conflict.column("id").doNothing()),
);

/** The row of an intent and its words. False when the id is taken, as then the operation was already asked for. */
export async function insertIntent(trx: Transaction<Schema>, row: OperationTable): Promise<boolean> {
  const isNew = (await insert(trx, row)).numAffectedRows === 1n;
  if (isNew) await indexOperations(trx, [row]);
  return isNew;
}

/** Records the intent durably. False when the id is taken, and when the second person's yes no longer counts. */
export async function prepareOperation(operation: NewOperation, now: Date, second?: SecondPerson): Promise<boolean> {
  return inStep(async (trx) => {
    const approved = second ? await second.approve(trx, now, false) : [];
    if (approved === null) return false;
    const isNew = await insertIntent(trx, newRow(operation, now, second));
    if (second && !isNew) rollBack(false);
    if (isNew) await record(trx, [...approved, attempted(operation, second)], now);
    return isNew;
  });
}

type Settling = {
  id: string;
  attempts: number;
  from: OperationState[];
  set: Partial<Pick<OperationTable, "state" | "outcome" | "settled_at" | "may_land_until" | "check_at" | "after_json">>;
};

/** Every state that an outcome may follow. */
function cameFrom(state: Settlement["state"]): OperationState[] {
  if (state === "needs_human") return ["sent", "unknown"];
  return state === "applied" ? [...unsettledStates, "not_applied"] : unsettledStates;
}

/** A runner sets anew when it looks again at what it found to be open. */
function checkAfter({ state, readBack, mayLandUntil = null }: Settlement, now: Date): { check_at?: string | null } {
  if (isUnconfirmed(state)) return readBack ? {} : { check_at: nextCheck(now, 0) };
  return { check_at: mayLand({ mayLandUntil }, now.toISOString()) ? firstLateCheck(now) : null };
}

const settle = (db: Kysely<Schema>, { id, attempts, from, set }: Settling) =>
  db
    .updateTable("operation")
    .set(set)
    .where("id", "=", id)
    .where("attempts", "=", attempts)
    .where("state", "in", from)
    .where("erased_at", "is", null);

const updateSettled = compileOnce(settle);
const updateSettledUnder = compileOnce((db, { lease, ...settling }: Settling & { lease: number }) =>
  settle(db, settling).where("lease", "<=", lease),
);

/**
 * Records what became of the attempt that `row` names: a later attempt is never settled by an earlier one, nor what a runner
 * took up by one that took it up before. A rejected or applied row never changes again; not_applied turns out applied when the
 * write arrived late. False when it stood in none of these states, by default any that this outcome may follow.
 */
export async function settleIn(
  trx: Transaction<Schema>,
  row: JournalRow,
  settlement: Settlement,
  now: Date,
  from = cameFrom(settlement.state),
): Promise<boolean> {
  const { state, outcome, after, lease } = settlement;
  const settling: Settling = {
    id: row.id,
    attempts: row.attempts,
    from,
    set: {
      state,
      ...checkAfter(settlement, now),
      outcome: outcome ? JSON.stringify(outcome) : null,
      settled_at: isUnconfirmed(state) ? null : now.toISOString(),
      may_land_until: settlement.mayLandUntil ?? null,
      ...(after && { after_json: JSON.stringify(after) }),
    },
  };
  const updated = await (lease === undefined
    ? updateSettled(trx, settling)
    : updateSettledUnder(trx, { ...settling, lease }));
  const isSettled = updated.numAffectedRows === 1n;
  if (isSettled) await record(trx, [settled(row, settlement)], now);
  return isSettled;
}

/** Records what became of an attempt, as `settleIn` does, in a step of its own. */
export const settleOperation = (row: JournalRow, settlement: Settlement, now: Date): Promise<boolean> =>
  inStep((trx) => settleIn(trx, row, settlement, now));

/**
 * Closes a row of which nothing was sent; false when something was. `by` is who was denied it, which is recorded also of a
 * row that was sent before; without them the console closed it.
 */
export async function abandonOperation(
  row: JournalRow,
  { code, message }: Outcome,
  now: Date,
  by?: Actor,
): Promise<boolean> {
  return inStep(async (trx) => {
    const updated = await trx
      .updateTable("operation")
      .set({
        state: "not_applied",
        outcome: JSON.stringify({ code, message }),
        settled_at: now.toISOString(),
        check_at: null,
      })
      .where("id", "=", row.id)
      .where("state", "=", "prepared")
      .executeTakeFirst();
    const isOurs = updated.numUpdatedRows === 1n;
    const events = by ? [denied(row, { code }, by)] : isOurs ? [abandoned(row, { code })] : [];
    if (events.length > 0) await record(trx, events, now);
    return isOurs;
  });
}
