import "server-only";
import { createHash } from "node:crypto";
import type { FieldError } from "@/lib/adapty/errors";
import type { Actor } from "@/lib/audit/event";
import type { Agent } from "@/lib/auth/session";
import type { OperationTable } from "@/lib/db/schema";
import type { OperationName, OperationState } from "./catalogue";
import { checkForsaken } from "./check-times";
import { approvedBy, type SecondPerson } from "./second-person";
import type { Snapshot } from "./snapshot";

export type Outcome = { code: string; message: string; status?: number; requestId?: string; fields?: FieldError[] };

/** One intended write, as the journal holds it. Instants are ISO text in UTC. */
export type JournalRow = {
  id: string;
  app: string;
  profileId: string;
  customerUserId: string | null;
  name: OperationName;
  state: OperationState;
  /** `elevationId`: the emergency access under which it was made. */
  agent: { id: string; email: string; role: string; elevationId?: string };
  reason: string | null;
  ticket: string | null;
  note: string | null;
  request: unknown;
  requestHash: string;
  outcome: Outcome | null;
  before: Snapshot | null;
  after: Snapshot | null;
  /** Days of access that it gives, as counted when it was checked; null for what gives none, or for life. */
  days: number | null;
  /** The account whose grants of the day it counts among; null for what is no grant. */
  countedFor: string | null;
  attempts: number;
  createdAt: string;
  sentAt: string | null;
  settledAt: string | null;
  /** Of what was given up (given-up.ts): until when it may land all the same. */
  mayLandUntil: string | null;
  /** The operation that it takes back. */
  undoes: string | null;
  approvalId: string | null;
  /** Who let it pass, where it needed a second person. */
  approver: { id: string; email: string; role: string } | null;
  /** When what it held of the customer was erased: its request is empty since. */
  erasedAt: string | null;
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
  days: number | null;
  countedFor: string | null;
  undoes?: string | undefined;
};

/**
 * What became of an attempt. `readBack`: known by reading the customer back, not by the answer to the sending; `lease`: by a
 * runner that took it up under this number; `by`: by somebody who looked; `mayLandUntil`: given up, a sending may land until then.
 */
export type Settlement = {
  state: Exclude<OperationState, "prepared" | "sent">;
  outcome?: Outcome;
  after?: Snapshot;
  readBack?: true;
  lease?: number | undefined;
  by?: { agent: Actor; note: string };
  mayLandUntil?: string | null;
};

/** What is found out about an operation before it is recorded, and not asked for. */
export type KnownLater = "customerUserId" | "before" | "days" | "countedFor";

/** A hash of what a form asks for: on whom, what and why. A form that is sent again has the same, one with other contents another. */
export function hashOperation(asked: Omit<NewOperation, "id" | "agent" | KnownLater>): string {
  const { name, app, profileId, request, reason, ticket, note, undoes } = asked;
  const why = [reason || null, ticket || null, note || null, ...(undoes ? [undoes] : [])];
  return createHash("sha256")
    .update(JSON.stringify([name, app, profileId, request, ...why]))
    .digest("hex");
}

/** The row of an intent that is recorded now. */
export function newRow(operation: NewOperation, now: Date, second?: SecondPerson): OperationTable {
  return {
    id: operation.id,
    app: operation.app,
    profile_id: operation.profileId,
    customer_user_id: operation.customerUserId,
    name: operation.name,
    state: "prepared",
    agent_id: operation.agent.id,
    agent_email: operation.agent.email,
    agent_role: operation.agent.role,
    elevation_id: operation.agent.elevationId ?? null,
    reason: operation.reason || null,
    ticket: operation.ticket || null,
    note: operation.note || null,
    request: JSON.stringify(operation.request),
    request_hash: hashOperation(operation),
    outcome: null,
    before_json: JSON.stringify(operation.before),
    after_json: null,
    days: operation.days,
    counted_for: operation.countedFor,
    attempts: 0,
    created_at: now.toISOString(),
    sent_at: null,
    settled_at: null,
    may_land_until: null,
    check_at: checkForsaken(now),
    checks: 0,
    lease: 0,
    undoes: operation.undoes ?? null,
    erased_at: null,
    ...approvedBy(second),
  };
}

/** JSON as the table holds it, where it holds any. */
export const open = <Value>(text: string | null): Value | null => (text === null ? null : (JSON.parse(text) as Value));

type ApproverColumns = Pick<OperationTable, "approver_id" | "approver_email" | "approver_role">;

export const toApprover = ({ approver_id: id, approver_email: email, approver_role: role }: ApproverColumns) =>
  id ? { id, email: email ?? "", role: role ?? "" } : null;

/** Who made it, in which role and under which emergency access. */
export const agentOf = (
  row: Pick<OperationTable, "agent_id" | "agent_email" | "agent_role" | "elevation_id">,
): JournalRow["agent"] => ({
  id: row.agent_id,
  email: row.agent_email,
  role: row.agent_role,
  ...(row.elevation_id !== null && { elevationId: row.elevation_id }),
});

/** A row of the table as an object, with its JSON read. */
export function toRow(row: OperationTable): JournalRow {
  return {
    id: row.id,
    app: row.app,
    profileId: row.profile_id,
    customerUserId: row.customer_user_id,
    name: row.name,
    state: row.state,
    agent: agentOf(row),
    reason: row.reason,
    ticket: row.ticket,
    note: row.note,
    request: open(row.request),
    requestHash: row.request_hash,
    outcome: open<Outcome>(row.outcome),
    before: open<Snapshot>(row.before_json),
    after: open<Snapshot>(row.after_json),
    days: row.days,
    countedFor: row.counted_for,
    attempts: row.attempts,
    createdAt: row.created_at,
    sentAt: row.sent_at,
    settledAt: row.settled_at,
    mayLandUntil: row.may_land_until,
    undoes: row.undoes,
    approvalId: row.approval_id,
    approver: toApprover(row),
    erasedAt: row.erased_at,
  };
}
