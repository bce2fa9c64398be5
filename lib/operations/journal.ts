import "server-only";
import { type Kysely, sql, type Transaction } from "kysely";
import { closeSent, holdWaiting } from "@/lib/approvals/close-sent";
import { record } from "@/lib/audit/record";
import { getDatabase } from "@/lib/db/database";
import type { Schema } from "@/lib/db/schema";
import type { OperationState } from "./catalogue";
import { indexOperations } from "./index-operations";
import { abandoned, attempted, sent, settled } from "./journal-events";
import { type JournalRow, type NewOperation, newRow, type Outcome, toRow } from "./journal-row";
import { type Held, whyUsedUp } from "./quota";
import type { SecondPerson } from "./second-person";
import type { Snapshot } from "./snapshot";

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

/**
 * Records the intent durably. False when the id is taken, as then the operation was already asked for, and when the second
 * person's yes no longer counts.
 */
export async function prepareOperation(operation: NewOperation, now: Date, second?: SecondPerson): Promise<boolean> {
  return inStep(async (trx) => {
    if (second && !(await second.approve(trx, now, false))) return false;
    const row = newRow(operation, now, second);
    const inserted = await trx
      .insertInto("operation")
      .values(row)
      .onConflict((conflict) => conflict.column("id").doNothing())
      .executeTakeFirst();
    const isNew = inserted.numInsertedOrUpdatedRows === 1n;
    if (second && !isNew) throw new Error("What was approved is in the journal already.");
    if (isNew) {
      await indexOperations(trx, [row]);
      await record(trx, [attempted(operation, second)], now);
    }
    return isNew;
  });
}

/** Unique violation of SQLite or PostgreSQL: here only the index that allows one write in flight per customer. */
const isTaken = (cause: unknown) =>
  /^(SQLITE_CONSTRAINT_UNIQUE|23505)$/.test(String((cause as { code?: unknown }).code));

/** How often anything was sent to this customer so far: tells whether somebody else wrote in between, by no clock. */
export async function countSendings(app: string, profileId: string): Promise<number> {
  const { sent } = await inJournal((db) =>
    db
      .selectFrom("operation")
      .select((table) => table.fn.coalesce(table.fn.sum<number | string>("attempts"), sql<number>`0`).as("sent"))
      .where("app", "=", app)
      .where("profile_id", "=", profileId)
      .executeTakeFirstOrThrow(),
  );
  return Number(sent);
}

/**
 * Claims the row for sending, from the state and the number of attempts that the caller saw: of several requests only one
 * gets the row, a stale caller loses. "busy": another write to the same customer is in flight, or was sent since `sendings`
 * were counted. `over`: a sentence when a limit of the role is used up, counted in the same step as the claim.
 */
export async function claimForSending(
  row: JournalRow,
  sendings: number,
  now: Date,
  held: Held,
): Promise<JournalRow | "lost" | "busy" | { over: string }> {
  const [sentAt, attempts] = [now.toISOString(), row.attempts + 1];
  try {
    const { elevationId, role } = held;
    const agent = elevationId === undefined ? row.agent : { ...row.agent, role, elevationId };
    const claimed: JournalRow = { ...row, agent, state: "sent", sentAt, attempts, outcome: null, settledAt: null };
    const step = await inStep(async (trx) => {
      const over = await whyUsedUp(trx, row, held, now);
      if (over !== null) return { over };
      const waiting = await holdWaiting(trx, row.id);
      const updated = await trx
        .updateTable("operation")
        .set({ state: "sent", sent_at: sentAt, attempts, days: row.days, counted_for: row.countedFor })
        .set({ outcome: null, settled_at: null })
        .set({ agent_role: agent.role, elevation_id: agent.elevationId ?? null })
        .where("id", "=", row.id)
        .where("attempts", "=", row.attempts)
        .where("state", "=", row.state)
        .where("state", "in", ["prepared", "not_applied", "unknown"])
        .where("approver_id", "is not distinct from", row.approver?.id ?? null)
        .where("erased_at", "is", null)
        .where(
          (table) =>
            table
              .selectFrom("operation as other")
              .select((other) => other.fn.coalesce(other.fn.sum<number>("other.attempts"), sql<number>`0`).as("sent"))
              .where("other.app", "=", row.app)
              .where("other.profile_id", "=", row.profileId),
          "=",
          sendings,
        )
        .executeTakeFirst();
      if (updated.numUpdatedRows !== 1n) return "not_ours";
      await record(trx, [sent(claimed)], now);
      if (waiting) await closeSent(trx, { waiting, agent }, now);
      return claimed;
    });
    if (step !== "not_ours") return step;
  } catch (error) {
    if (error instanceof JournalUnavailable && isTaken(error.cause)) return "busy";
    throw error;
  }
  const found = await findOperation(row.id);
  return found?.state === row.state && found.attempts === row.attempts ? "busy" : "lost";
}

/** `readBack`: known by reading the customer back, not by the answer to the sending. */
export type Settlement = {
  state: Exclude<OperationState, "prepared" | "sent">;
  outcome?: Outcome;
  after?: Snapshot;
  readBack?: true;
};

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
