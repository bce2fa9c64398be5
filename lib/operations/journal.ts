import "server-only";
import { createHash } from "node:crypto";
import type { Agent } from "@/lib/auth/session";
import { getDatabase } from "@/lib/db/database";
import type { OperationName, OperationState } from "./catalogue";
import type { Snapshot } from "./snapshot";

export type Outcome = { code: string; message: string; status?: number; requestId?: string };

/** One intended write, as the journal holds it. Instants are ISO text in UTC. */
export type JournalRow = {
  id: string;
  app: string;
  profileId: string;
  customerUserId: string | null;
  name: OperationName;
  state: OperationState;
  agent: { id: string; email: string; role: string };
  reason: string | null;
  ticket: string | null;
  note: string | null;
  request: unknown;
  requestHash: string;
  outcome: Outcome | null;
  before: Snapshot | null;
  after: Snapshot | null;
  attempts: number;
  createdAt: string;
  sentAt: string | null;
  settledAt: string | null;
};

export type NewOperation = {
  id: string;
  app: string;
  profileId: string;
  customerUserId: string | null;
  name: OperationName;
  agent: Agent;
  reason?: string;
  ticket?: string;
  note?: string;
  request: unknown;
  before: Snapshot;
};

export function hashRequest(name: OperationName, app: string, profileId: string, request: unknown): string {
  return createHash("sha256")
    .update(JSON.stringify([name, app, profileId, request]))
    .digest("hex");
}

type Stored = Awaited<ReturnType<typeof selectRow>>;

const open = <Value>(text: string | null): Value | null => (text === null ? null : (JSON.parse(text) as Value));

function toRow(row: NonNullable<Stored>): JournalRow {
  return {
    id: row.id,
    app: row.app,
    profileId: row.profile_id,
    customerUserId: row.customer_user_id,
    name: row.name,
    state: row.state,
    agent: { id: row.agent_id, email: row.agent_email, role: row.agent_role },
    reason: row.reason,
    ticket: row.ticket,
    note: row.note,
    request: open(row.request),
    requestHash: row.request_hash,
    outcome: open<Outcome>(row.outcome),
    before: open<Snapshot>(row.before_json),
    after: open<Snapshot>(row.after_json),
    attempts: Number(row.attempts),
    createdAt: row.created_at,
    sentAt: row.sent_at,
    settledAt: row.settled_at,
  };
}

async function selectRow(id: string) {
  const db = await getDatabase();
  return db.selectFrom("operation").selectAll().where("id", "=", id).executeTakeFirst();
}

export async function findOperation(id: string): Promise<JournalRow | undefined> {
  const row = await selectRow(id);
  return row && toRow(row);
}

/** Records the intent durably. False when the id is taken: then the operation was already asked for. */
export async function prepareOperation(operation: NewOperation, now: Date): Promise<boolean> {
  const db = await getDatabase();
  const inserted = await db
    .insertInto("operation")
    .values({
      id: operation.id,
      app: operation.app,
      profile_id: operation.profileId,
      customer_user_id: operation.customerUserId,
      name: operation.name,
      state: "prepared",
      agent_id: operation.agent.id,
      agent_email: operation.agent.email,
      agent_role: operation.agent.role,
      reason: operation.reason || null,
      ticket: operation.ticket || null,
      note: operation.note || null,
      request: JSON.stringify(operation.request),
      request_hash: hashRequest(operation.name, operation.app, operation.profileId, operation.request),
      outcome: null,
      before_json: JSON.stringify(operation.before),
      after_json: null,
      attempts: 0,
      created_at: now.toISOString(),
      sent_at: null,
      settled_at: null,
    })
    .onConflict((conflict) => conflict.column("id").doNothing())
    .executeTakeFirst();
  return inserted.numInsertedOrUpdatedRows === 1n;
}

/**
 * Claims the row for sending: of several requests only one gets true. A row can be sent from `prepared` or `not_applied`;
 * `attempts` must be what the caller saw, so a stale caller loses.
 */
export async function claimForSending(id: string, attempts: number, now: Date): Promise<boolean> {
  const db = await getDatabase();
  const claimed = await db
    .updateTable("operation")
    .set({ state: "sent", sent_at: now.toISOString(), attempts: attempts + 1, outcome: null, settled_at: null })
    .where("id", "=", id)
    .where("attempts", "=", attempts)
    .where("state", "in", ["prepared", "not_applied"])
    .executeTakeFirst();
  return claimed.numUpdatedRows === 1n;
}

export type Settlement = { state: Exclude<OperationState, "prepared" | "sent">; outcome?: Outcome; after?: Snapshot };

/** Records what became of a sent operation. A settled row (applied, rejected) never changes again. */
export async function settleOperation(id: string, { state, outcome, after }: Settlement, now: Date): Promise<void> {
  const db = await getDatabase();
  await db
    .updateTable("operation")
    .set({
      state,
      outcome: outcome ? JSON.stringify(outcome) : null,
      settled_at: state === "unknown" ? null : now.toISOString(),
      ...(after && { after_json: JSON.stringify(after) }),
    })
    .where("id", "=", id)
    .where("state", "in", ["sent", "unknown"])
    .execute();
}

/** What was done from here on one customer, newest first. */
export async function listOperations(app: string, profileId: string, limit: number): Promise<JournalRow[]> {
  const db = await getDatabase();
  const rows = await db
    .selectFrom("operation")
    .selectAll()
    .where("app", "=", app)
    .where("profile_id", "=", profileId)
    .orderBy("created_at", "desc")
    .orderBy("id", "desc")
    .limit(limit)
    .execute();
  return rows.map(toRow);
}
