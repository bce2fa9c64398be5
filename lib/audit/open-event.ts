import "server-only";
import type { Json } from "./canonical";
import type { AuditOutcome } from "./event";
import type { KeptEvent, KeptPart } from "./read-events";

export type Held = { [key: string]: Json | undefined };

/** The event that erased something, and when. */
export type Eraser = { seq: number; at: string };

/** An event to be shown. `erasedBy` names, for each personal part that is gone, the event that erased it. */
export type ShownEvent = {
  seq: number;
  id: string;
  at: string;
  actor: { id: string; role: string; email: string | null };
  action: string;
  app: string | null;
  target: { type: string; id: string } | null;
  reason: string | null;
  changes: { before: Held; after: Held } | null;
  outcome: AuditOutcome;
  detail: Held;
  personal: Held;
  erasedBy: { actor: Eraser | null; subject: Eraser | null };
  requestId: string | null;
  operationId: string | null;
  hash: string;
  previousHash: string;
};

const parse = (json: string | null | undefined): Held => (json ? (JSON.parse(json) as Held) : {});

const eraserOf = (part: KeptPart | undefined): Eraser | null =>
  part?.erased_by == null ? null : { seq: part.erased_by, at: part.erased_at ?? "" };

export function openEvent({ row, parts }: KeptEvent): ShownEvent {
  const [actor, subject] = (["actor", "subject"] as const).map((part) => parts.find((held) => held.part === part));
  const { before, after } = parse(row.changes) as { before?: Held; after?: Held };
  const { email } = parse(actor?.body);
  return {
    seq: row.seq,
    id: row.id,
    at: row.recorded_at,
    actor: { id: row.actor_id, role: row.actor_role, email: typeof email === "string" ? email : null },
    action: row.action,
    app: row.app,
    target: row.target_type && row.target_id ? { type: row.target_type, id: row.target_id } : null,
    reason: row.reason,
    changes: row.changes ? { before: before ?? {}, after: after ?? {} } : null,
    outcome: row.outcome as AuditOutcome,
    detail: parse(row.detail),
    personal: parse(subject?.body),
    erasedBy: { actor: eraserOf(actor), subject: eraserOf(subject) },
    requestId: row.request_id,
    operationId: row.operation_id,
    hash: row.hash,
    previousHash: row.prev_hash,
  };
}
