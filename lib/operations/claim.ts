import "server-only";
import { sql, type Transaction } from "kysely";
import type { AuditEvent } from "@/lib/audit/event";
import { record } from "@/lib/audit/record";
import { hasLostRight, hasLostRole } from "@/lib/auth/lost-role";
import { compileOnce } from "@/lib/db/compile-once";
import type { OperationTable, Schema } from "@/lib/db/schema";
import { closeSent, holdWaiting } from "@/lib/operations/close-sent";
import { clockAhead } from "@/lib/world/world";
import { actingFor } from "./acting-for";
import { isUnconfirmed, permissionOf, unconfirmedStates } from "./catalogue";
import { checkForsaken } from "./check-times";
import { isGivenUp } from "./given-up";
import { findOperation, inJournal, insertIntent, JournalUnavailable, prepareOperation } from "./journal";
import { attempted, sent } from "./journal-events";
import { type JournalRow, type NewOperation, newRow, toRow } from "./journal-row";
import { type Held, whyUsedUp } from "./quota";
import { findHeldUp } from "./restored";
import { inSureStep } from "./sure-step";

/** Unique violation of SQLite or PostgreSQL: here only the index that allows one write in flight per customer. */
const isUniqueViolation = (cause: unknown) =>
  /^(SQLITE_CONSTRAINT_UNIQUE|23505)$/.test(String((cause as { code?: unknown }).code));

const sumSendings = compileOnce((db, { app, profileId }: { app: string; profileId: string }) =>
  db
    .selectFrom("operation")
    .select((table) => table.fn.coalesce(table.fn.sum<number>("attempts"), sql<number>`0`).as("sent"))
    .where("app", "=", app)
    .where("profile_id", "=", profileId),
);

/** How often anything was sent to this customer so far: tells whether somebody else wrote in between, by no clock. */
export async function countSendings(app: string, profileId: string): Promise<number> {
  const { rows } = await inJournal((db) => sumSendings(db, { app, profileId }));
  return rows[0]?.sent ?? 0;
}

/**
 * The row as claimed; "busy": another write to the same customer is in flight, or was sent since `sendings` were counted;
 * `over`: a sentence when a limit of the role is used up; "not_theirs": who sends it lost the account, the role, the session or
 * the emergency access meanwhile; "requester_may_not": so did who asked for what another approved; "restored": nothing may be sent to that
 * app until what was open in a backup is looked for; "clock_off": by this clock others would take it for quiet too early.
 */
export type Claim =
  | JournalRow
  | "busy"
  | "not_theirs"
  | "requester_may_not"
  | "restored"
  | "clock_off"
  | { over: string };
/** `sendings`: as counted before the customer was read. `held`: by whose limits. `byConsole`: it sends what the agent once sent. */
type Claiming = { sendings: number; held: Held; now: Date; byConsole?: true };

type Taking = {
  seen: Pick<OperationTable, "id" | "app" | "profile_id" | "attempts" | "state" | "approver_id">;
  sendings: number;
  set: Pick<
    OperationTable,
    "sent_at" | "attempts" | "check_at" | "checks" | "days" | "counted_for" | "agent_role" | "elevation_id"
  >;
};

const take = compileOnce((db, { seen, sendings, set }: Taking) =>
  db
    .updateTable("operation")
    .set(({ eb }) => ({
      ...set,
      state: "sent",
      outcome: null,
      settled_at: null,
      may_land_until: null,
      lease: eb("lease", "+", 1),
    }))
    .where("id", "=", seen.id)
    .where("attempts", "=", seen.attempts)
    .where("state", "=", seen.state)
    .where("state", "in", ["prepared", "not_applied", ...unconfirmedStates])
    .where("approver_id", "is not distinct from", seen.approver_id)
    .where("erased_at", "is", null)
    .where(
      (table) =>
        table
          .selectFrom("operation as other")
          .select((other) => other.fn.coalesce(other.fn.sum<number>("other.attempts"), sql<number>`0`).as("sent"))
          .where("other.app", "=", seen.app)
          .where("other.profile_id", "=", seen.profile_id),
      "=",
      sendings,
    ),
);

/** What may have arrived under emergency access stays in the review of that. */
const keptElevation = (row: JournalRow) =>
  isUnconfirmed(row.state) || isGivenUp(row) ? row.agent.elevationId : undefined;

/** Claims the row in the step at hand and records that, after `events`; otherwise changes and records nothing. */
async function claim(
  trx: Transaction<Schema>,
  row: JournalRow,
  { sendings, held, now, byConsole }: Claiming,
  events: AuditEvent[] = [],
): Promise<Exclude<Claim, "busy"> | "not_ours"> {
  const agent = actingFor(row, held);
  const [sentAt, attempts] = [now.toISOString(), row.attempts + 1];
  if (clockAhead() !== 0) return "clock_off";
  if (await findHeldUp(trx, row.app)) return "restored";
  if (await hasLostRole(trx, held, now)) return "not_theirs";
  if (row.approver && (await hasLostRight(trx, row.agent.id, permissionOf(row.name)))) return "requester_may_not";
  const over = await whyUsedUp(trx, row, held, now);
  if (over !== null) return { over };
  const waiting = await holdWaiting(trx, row.id);
  const { id, app, profileId, state, days } = row;
  const taken = await take(trx, {
    seen: { id, app, profile_id: profileId, attempts: row.attempts, state, approver_id: row.approver?.id ?? null },
    sendings,
    set: {
      sent_at: sentAt,
      attempts,
      check_at: checkForsaken(now),
      checks: 0,
      days,
      counted_for: row.countedFor,
      agent_role: agent.role,
      elevation_id: agent.elevationId ?? keptElevation(row) ?? null,
    },
  });
  if (taken.numAffectedRows !== 1n) return "not_ours";
  const unsettled = { outcome: null, settledAt: null, mayLandUntil: null };
  const claimed: JournalRow = { ...row, agent, state: "sent", sentAt, attempts, ...unsettled };
  const closed = waiting ? await closeSent(trx, { waiting, agent }, now) : [];
  await record(trx, [...events, sent(claimed, byConsole), ...closed], now);
  return claimed;
}

const claimIn = (step: unknown) =>
  typeof step === "object" && step !== null && "id" in step ? (step as JournalRow) : undefined;

const isBusy = (error: unknown) => error instanceof JournalUnavailable && isUniqueViolation(error.cause);

/**
 * Claims the row for sending, from the state and the number of attempts that the caller saw: of several requests only one
 * gets the row, a stale caller is "lost". Limits are counted in the same step as the claim.
 */
export async function claimForSending(row: JournalRow, claiming: Claiming): Promise<Claim | "lost"> {
  try {
    const step = await inSureStep((trx) => claim(trx, row, claiming), claimIn);
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
    return await inSureStep<{ row: JournalRow; claim: Claim } | undefined>(
      async (trx) => {
        if (!(await insertIntent(trx, inserted))) return undefined;
        const events = [attempted(operation)];
        const step = await claim(trx, row, claiming, events);
        if (!claimIn(step)) await record(trx, events, now);
        return { row, claim: step === "not_ours" ? "busy" : step };
      },
      (begun) => claimIn(begun?.claim),
    );
  } catch (error) {
    if (!isBusy(error)) throw error;
    return (await prepareOperation(operation, now)) ? { row, claim: "busy" } : undefined;
  }
}
