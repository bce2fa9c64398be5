import "server-only";
import { isUnreadable, showUnreadable } from "@/lib/db/read-rows";
import type { AuditEventTable } from "@/lib/db/schema";
import type { Json } from "./canonical";
import { type AuditOutcome, auditOutcomes } from "./event";
import type { KeptEvent } from "./read-events";
import type { KeptPart } from "./read-rows";

export type Held = { [key: string]: Json | undefined };

/** The event that erased something, and when. */
export type Eraser = { seq: number; at: string };

/**
 * The parts of an event that do not stand as the console writes them, with the text that stands there instead. `text`: the names
 * of the columns whose text is none, such as where a byte is wrong.
 */
export type Unreadable = { [part in "actor" | "changes" | "detail" | "personal" | "outcome" | "text"]?: string };

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
    if (isUnreadable(json)) return undefined;
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
  part?.erased_by == null ? null : { seq: part.erased_by, at: showUnreadable(part.erased_at ?? "") };

/** Undefined when anything of it cannot be read. */
const readPart = (part: KeptPart | undefined): Held | undefined =>
  part && [part.salt, part.body, part.erased_by].some(isUnreadable) ? undefined : readHeld(part?.body);

/** The columns of an event whose text is none, and the event as it can be shown and sent. */
export function showRow(row: AuditEventTable): { row: AuditEventTable; broken: (keyof AuditEventTable)[] } {
  const names = Object.keys(row) as (keyof AuditEventTable)[];
  const broken = names.filter((name) => isUnreadable(row[name]));
  if (broken.length === 0) return { row, broken };
  const shown = broken.map((name) => [name, showUnreadable(String(row[name]))]);
  return { row: { ...row, ...Object.fromEntries(shown) }, broken };
}

/** Each is told of as the part of the event that it is. */
const TOLD = ["changes", "detail", "outcome"];

/** Never throws: what cannot be read of an event is told beside the rest of it. */
export function openEvent({ row: kept, parts }: KeptEvent): ShownEvent {
  const { row, broken } = showRow(kept);
  const [actor, subject] = (["actor", "subject"] as const).map((part) => parts.find((held) => held.part === part));
  const known = parts.every((part) => part === actor || part === subject);
  const who = readPart(actor);
  const changes = kept.changes === null ? null : readChanges(kept.changes);
  const detail = readHeld(kept.detail);
  const personal = known ? readPart(subject) : undefined;
  const outcome = auditOutcomes.find((known) => known === kept.outcome);
  const texts = broken.filter((name) => !TOLD.includes(name));
  const unreadable: Unreadable = {
    ...(who === undefined && { actor: showUnreadable(actor?.body ?? "") }),
    ...(changes === undefined && { changes: row.changes ?? "" }),
    ...(detail === undefined && { detail: row.detail ?? "" }),
    ...(personal === undefined && { personal: showUnreadable(subject?.body ?? "") }),
    ...(outcome === undefined && { outcome: row.outcome }),
    ...(texts.length > 0 && { text: texts.join(", ") }),
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
