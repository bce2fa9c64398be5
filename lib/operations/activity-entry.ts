import "server-only";
import type { OperationTable } from "@/lib/db/schema";
import { timeNow } from "@/lib/world/world";
import { QUIET_MS } from "./check-times";
import { agentOf, type JournalRow, type Outcome, open, toApprover } from "./journal-row";
import { neverSent } from "./recheck";
import type { Snapshot } from "./snapshot";
import { kindOfTransaction, type TransactionKind } from "./transaction-kind";

/** One thing done from here, as the screens show it. `request` is what was sent to Adapty, without the key. */
export type ActivityEntry = Pick<
  JournalRow,
  | "id"
  | "name"
  | "state"
  | "agent"
  | "reason"
  | "ticket"
  | "note"
  | "request"
  | "createdAt"
  | "settledAt"
  | "erasedAt"
  | "approver"
  | "undoes"
> & { message: string | null; kind: TransactionKind | null };

export const entryColumns = [
  "id",
  "name",
  "state",
  "agent_id",
  "agent_email",
  "agent_role",
  "elevation_id",
  "reason",
  "ticket",
  "note",
  "request",
  "outcome",
  "before_json",
  "created_at",
  "settled_at",
  "erased_at",
  "approver_id",
  "approver_email",
  "approver_role",
  "undoes",
] as const;

/** The journal's row as an entry. What was recorded but never sent, and is not about to be, reads not_applied. */
export function toEntry(row: Pick<OperationTable, (typeof entryColumns)[number]>): ActivityEntry {
  const abandoned = row.state === "prepared" && timeNow() - Date.parse(row.created_at) > QUIET_MS;
  const outcome = abandoned ? neverSent : open<Outcome>(row.outcome);
  const request = JSON.parse(row.request) as unknown;
  return {
    id: row.id,
    name: row.name,
    kind: row.name === "transaction.set" ? kindOfTransaction(request, open<Snapshot>(row.before_json)) : null,
    state: abandoned ? "not_applied" : row.state,
    agent: agentOf(row),
    reason: row.reason,
    ticket: row.ticket,
    note: row.note,
    request,
    createdAt: row.created_at,
    settledAt: row.settled_at,
    erasedAt: row.erased_at,
    approver: toApprover(row),
    undoes: row.undoes,
    message: (!row.erased_at && outcome?.message) || null,
  };
}
