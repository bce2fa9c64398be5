import "server-only";
import type { Transaction } from "kysely";
import type { AuditEvent } from "@/lib/audit/event";
import { compileOnce } from "@/lib/db/compile-once";
import { isSqlite } from "@/lib/db/dialect";
import type { Schema } from "@/lib/db/schema";
import { type Approval, toApproval } from "./approval";
import { decide, stepOf } from "./approval-steps";
import { takenStates } from "./catalogue";
import type { JournalRow } from "./journal-row";

const selectWaiting = compileOnce((db, { operationId }: { operationId: string }) => {
  const query = db
    .selectFrom("approval")
    .selectAll()
    .where("operation_id", "=", operationId)
    .where("state", "=", "waiting");
  // On SQLite the transaction holds the whole file already.
  return isSqlite(db) ? query : query.forUpdate();
});

/** The request that waits for the write of this id. It stays as it is until the transaction ends: whoever decides it waits. */
export async function holdWaiting(trx: Transaction<Schema>, operationId: string): Promise<Approval | undefined> {
  const { rows } = await selectWaiting(trx, { operationId });
  return rows[0] && toApproval(rows[0]);
}

/** Withdraws a request whose write its agent sends alone after all, as once a limit was raised: there is nothing left to decide. Answers the events to record. */
export async function closeSent(
  trx: Transaction<Schema>,
  { waiting, agent }: { waiting: Approval; agent: JournalRow["agent"] },
  now: Date,
): Promise<AuditEvent[]> {
  const event = stepOf(waiting, agent, "withdraw", { detail: { code: "sent_alone" } });
  return (await decide(trx, waiting, { from: "waiting", to: "withdrawn", by: agent, now })) ? [event] : [];
}

/** Whether the write that was asked for may be at Adapty. */
export async function wasSent(trx: Transaction<Schema>, { operationId }: Approval): Promise<boolean> {
  const row = await trx
    .selectFrom("operation")
    .select("id")
    .where("id", "=", operationId)
    .where("state", "in", takenStates)
    .executeTakeFirst();
  return row !== undefined;
}
