import "server-only";
import type { Transaction } from "kysely";
import type { Actor, AuditEvent } from "@/lib/audit/event";
import type { ApprovalTable, Schema } from "@/lib/db/schema";
import type { Approval, Person } from "./approval";

type Verb = "request" | "approve" | "reject" | "withdraw" | "set_aside";

/** What the record keeps of a step; the note and what was asked may speak of a person. */
export const stepOf = (approval: Approval, actor: Actor, verb: Verb, more: Partial<AuditEvent> = {}): AuditEvent => ({
  actor,
  action: `approval.${verb}`,
  target: { type: "profile", app: approval.app, id: approval.profileId },
  reason: approval.payload.why.reason || null,
  outcome: "done",
  operationId: approval.operationId,
  ...more,
  detail: { approval: approval.id, operation: approval.name, ...more.detail },
  // Without a salt, so whoever knows the customer could find the rest out from it: it goes when they are erased.
  personal: { payload_hash: approval.payloadHash, ...more.personal },
});

type To = Exclude<ApprovalTable["state"], "waiting">;
type Decision = { from: ApprovalTable["state"]; to: To; by: Person; note?: string; now: Date };

/**
 * Takes a request from one state to the next, as long as it is there, unexpired and holds what was shown; to be recorded last
 * in the same step. False, and nothing is changed, when it is not.
 */
export async function decide(
  trx: Transaction<Schema>,
  { id, payloadHash }: Approval,
  { from, to, by, note, now }: Decision,
): Promise<boolean> {
  const at = now.toISOString();
  const updated = await trx
    .updateTable("approval")
    .set({
      state: to,
      decider_id: by.id,
      decider_email: by.email,
      decider_role: by.role,
      decided_at: at,
      decision_note: note ?? null,
    })
    .where("id", "=", id)
    .where("payload_hash", "=", payloadHash)
    .where("state", "=", from)
    .where("expires_at", ">", at)
    .executeTakeFirst();
  return updated.numUpdatedRows === 1n;
}
