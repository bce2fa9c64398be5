import "server-only";
import { createHash } from "node:crypto";
import { canonicalize, type Json } from "@/lib/audit/canonical";
import type { ApprovalTable } from "@/lib/db/schema";
import type { OperationName } from "./catalogue";
import type { WriteInput } from "./input";
import type { Snapshot } from "./snapshot";

export type Person = { id: string; email: string; role: string };

/** A write that waits for a second person, or waited. Instants are ISO text in UTC. */
export type Approval = {
  id: string;
  operationId: string;
  app: string;
  profileId: string;
  customerUserId: string | null;
  name: OperationName;
  /** Exactly what the form sent, for good. */
  payload: WriteInput<OperationName>;
  payloadHash: string;
  needs: { code: string; message: string };
  stateSeen: Snapshot;
  state: ApprovalTable["state"];
  requester: Person;
  requestedAt: string;
  expiresAt: string;
  decider: Person | null;
  decidedAt: string | null;
  decisionNote: string | null;
};

/** SHA-256 in hex over the canonical JSON of what is to be written: which operation, on whom, what, why. */
export const hashPayload = (name: OperationName, payload: unknown): string =>
  createHash("sha256")
    .update(canonicalize({ name, payload: payload as Json }))
    .digest("hex");

export function toApproval(row: ApprovalTable): Approval {
  return {
    id: row.id,
    operationId: row.operation_id,
    app: row.app,
    profileId: row.profile_id,
    customerUserId: row.customer_user_id,
    name: row.name,
    payload: JSON.parse(row.payload) as Approval["payload"],
    payloadHash: row.payload_hash,
    needs: { code: row.needs_code, message: row.needs_message },
    stateSeen: JSON.parse(row.state_seen) as Snapshot,
    state: row.state,
    requester: { id: row.requester_id, email: row.requester_email, role: row.requester_role },
    requestedAt: row.requested_at,
    expiresAt: row.expires_at,
    decider: row.decider_id
      ? { id: row.decider_id, email: row.decider_email ?? "", role: row.decider_role ?? "" }
      : null,
    decidedAt: row.decided_at,
    decisionNote: row.decision_note,
  };
}
