import "server-only";
import type { Json } from "./canonical";
import { type AuditOutcome, auditOutcomes } from "./event";
import type { KeptEvent, KeptPart } from "./read-events";

export type Held = { [key: string]: Json | undefined };

/** The event that erased something, and when. */
export type Eraser = { seq: number; at: string };

/** The parts of an event that do not stand as the console writes them, with the text that stands there instead. */
export type Unreadable = { [part in "actor" | "changes" | "detail" | "personal" | "outcome"]?: string };

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
  outcome: AuditOutcome | null;
  detail: Held;
  personal: Held;
  erasedBy: { actor: Eraser | null; subject: Eraser | null };
  requestId: string | null;
  operationId: string | null;
  hash: string;
  previousHash: string;
  /** Those parts are empty above. */
  unreadable?: Unreadable;
};

const isHeld = (value: unknown): value is Held => typeof value === "object" && value !== null && !Array.isArray(value);

/** The facts in this JSON, none where there is none; undefined for what is no JSON of facts, as the console never writes it. */
export function readHeld(json: string | null | undefined): Held | undefined {
  try {
    const held: unknown = json == null ? {} : JSON.parse(json);
    return isHeld(held) ? held : undefined;
  } catch {
    return undefined;
  }
}

function readChanges(json: string): ShownEvent["changes"] | undefined {
  const { before = {}, after = {} } = readHeld(json) ?? { before: null };
  return isHeld(before) && isHeld(after) ? { before, after } : undefined;
}

const eraserOf = (part: KeptPart | undefined): Eraser | null =>
  part?.erased_by == null ? null : { seq: part.erased_by, at: part.erased_at ?? "" };

/** Never throws: what cannot be read of an event is told beside the rest of it. */
export function openEvent({ row, parts }: KeptEvent): ShownEvent {
  const [actor, subject] = (["actor", "subject"] as const).map((part) => parts.find((held) => held.part === part));
  const who = readHeld(actor?.body);
  const changes = row.changes === null ? null : readChanges(row.changes);
  const detail = readHeld(row.detail);
  const personal = readHeld(subject?.body);
  const outcome = auditOutcomes.find((known) => known === row.outcome);
  const unreadable: Unreadable = {
    ...(who === undefined && { actor: actor?.body ?? "" }),
    ...(changes === undefined && { changes: row.changes ?? "" }),
    ...(detail === undefined && { detail: row.detail ?? "" }),
    ...(personal === undefined && { personal: subject?.body ?? "" }),
    ...(outcome === undefined && { outcome: row.outcome }),
  };
  return {
    seq: row.seq,
    id: row.id,
    at: row.recorded_at,
    actor: { id: row.actor_id, role: row.actor_role, email: typeof who?.email === "string" ? who.email : null },
    action: row.action,
    app: row.app,
    target: row.target_type && row.target_id ? { type: row.target_type, id: row.target_id } : null,
    reason: row.reason,
    changes: changes ?? null,
    outcome: outcome ?? null,
    detail: detail ?? {},
    personal: personal ?? {},
    erasedBy: { actor: eraserOf(actor), subject: eraserOf(subject) },
    requestId: row.request_id,
    operationId: row.operation_id,
    hash: row.hash,
    previousHash: row.prev_hash,
    ...(Object.keys(unreadable).length > 0 && { unreadable }),
  };
}
