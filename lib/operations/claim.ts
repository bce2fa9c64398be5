import "server-only";
import { sql, type Transaction } from "kysely";
import type { AuditEvent } from "@/lib/audit/event";
import { record } from "@/lib/audit/record";
import { hasLostRole } from "@/lib/auth/lost-role";
import type { Schema } from "@/lib/db/schema";
import { closeSent, holdWaiting } from "@/lib/operations/close-sent";
import { actingFor } from "./acting-for";
import { findOperation, inJournal, inStep, insertIntent, JournalUnavailable, prepareOperation } from "./journal";
import { attempted, sent } from "./journal-events";
import { type JournalRow, type NewOperation, newRow, toRow } from "./journal-row";
import { type Held, whyUsedUp } from "./quota";

/** Unique violation of SQLite or PostgreSQL: here only the index that allows one write in flight per customer. */
const isTaken = (cause: unknown) =>
  /^(SQLITE_CONSTRAINT_UNIQUE|23505)$/.test(String((cause as { code?: unknown }).code));

/** How often anything was sent to this customer so far: tells whether somebody else wrote in between, by no clock. */
export async function countSendings(app: string, profileId: string): Promise<number> {
  const { sent } = await inJournal((db) =>
    db
      .selectFrom("operation")
      .select((table) => table.fn.coalesce(table.fn.sum<number>("attempts"), sql<number>`0`).as("sent"))
      .where("app", "=", app)
      .where("profile_id", "=", profileId)
      .executeTakeFirstOrThrow(),
  );
  return sent;
}

/**
 * The row as claimed; "busy": another write to the same customer is in flight, or was sent since `sendings` were counted;
 * `over`: a sentence when a limit of the role is used up; "not_theirs": who sends it lost the account, the role or the emergency
 * access meanwhile.
 */
export type Claim = JournalRow | "busy" | "not_theirs" | { over: string };
/** `sendings`: as counted before the customer was read. `held`: by whose limits. */
type Claiming = { sendings: number; held: Held; now: Date };

/** Claims the row in the step at hand and records that, after `events`; otherwise changes and records nothing. */
async function claim(
  trx: Transaction<Schema>,
  row: JournalRow,
  { sendings, held, now }: Claiming,
  events: AuditEvent[] = [],
): Promise<JournalRow | "not_ours" | "not_theirs" | { over: string }> {
  const agent = actingFor(row, held);
  const [sentAt, attempts] = [now.toISOString(), row.attempts + 1];
  if (await hasLostRole(trx, held, now)) return "not_theirs";
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
  const claimed: JournalRow = { ...row, agent, state: "sent", sentAt, attempts, outcome: null, settledAt: null };
  const closed = waiting ? await closeSent(trx, { waiting, agent }, now) : [];
  await record(trx, [...events, sent(claimed), ...closed], now);
  return claimed;
}

const isBusy = (error: unknown) => error instanceof JournalUnavailable && isTaken(error.cause);

/**
 * Claims the row for sending, from the state and the number of attempts that the caller saw: of several requests only one
 * gets the row, a stale caller is "lost". Limits are counted in the same step as the claim.
 */
export async function claimForSending(row: JournalRow, claiming: Claiming): Promise<Claim | "lost"> {
  try {
    const step = await inStep((trx) => claim(trx, row, claiming));
    if (step !== "not_ours") return step;
  } catch (error) {
    if (isBusy(error)) return "busy";
    throw error;
  }
  const found = await findOperation(row.id);
  return found?.state === row.state && found.attempts === row.attempts ? "busy" : "lost";
}

/**
 * Records the intent and claims it for sending in one step, so that the disk is waited for once: for what nobody else has to
 * let pass. What cannot be claimed is recorded all the same. Undefined when the id is taken.
 */
export async function beginOperation(
  operation: NewOperation,
  claiming: Claiming,
): Promise<{ row: JournalRow; claim: Claim } | undefined> {
  const { now } = claiming;
  const inserted = newRow(operation, now);
  const row = toRow(inserted);
  try {
    return await inStep(async (trx) => {
      if (!(await insertIntent(trx, inserted))) return undefined;
      const events = [attempted(operation)];
      const step = await claim(trx, row, claiming, events);
      const isClaimed = typeof step === "object" && "id" in step;
      if (!isClaimed) await record(trx, events, now);
      return { row, claim: step === "not_ours" ? "busy" : step };
    });
  } catch (error) {
    if (!isBusy(error)) throw error;
    return (await prepareOperation(operation, now)) ? { row, claim: "busy" } : undefined;
  }
}
