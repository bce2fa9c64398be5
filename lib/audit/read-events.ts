import "server-only";
import type { Kysely } from "kysely";
import type { AuditEventTable, Schema } from "@/lib/db/schema";
import { type KeptPart, readEventRows, readKeptParts } from "./read-rows";

/** Instants are ISO text in UTC: `from` counts, `until` does not. Of `targets` any one counts, and none at all when it is empty. */
export type EventFilter = {
  actorId?: string;
  targets?: string[];
  action?: string;
  outcome?: string;
  from?: string;
  until?: string;
  operationId?: string;
  reason?: string;
  /** Words, or how they begin, of the note, the ticket, the reason, the customer user id, the reference of an erasure. */
  text?: string;
  /** May whoever asks see a customer's e-mail? Then they find by it, too. */
  seesPersonal?: boolean;
};

export type KeptEvent = { row: AuditEventTable; parts: KeptPart[] };

/** The rows with their personal parts, in the order they come. */
export async function addParts(db: Kysely<Schema>, rows: AuditEventTable[]): Promise<KeptEvent[]> {
  if (rows.length === 0) return [];
  const numbers = rows.map(({ seq }) => seq);
  const found = await readKeptParts(db, db.selectFrom("audit_personal").where("seq", "in", numbers));
  const bySeq = new Map<number, KeptPart[]>();
  for (const part of found) bySeq.set(part.seq, [...(bySeq.get(part.seq) ?? []), part]);
  return rows.map((row) => ({ row, parts: bySeq.get(row.seq) ?? [] }));
}

/** The events of these numbers, in that order. */
export async function readNumbered(db: Kysely<Schema>, numbers: readonly number[]): Promise<KeptEvent[]> {
  if (numbers.length === 0) return [];
  const rows = await readEventRows(db, db.selectFrom("audit_event").where("seq", "in", numbers));
  const bySeq = new Map(rows.map((row) => [row.seq, row]));
  return addParts(
    db,
    numbers.flatMap((seq) => bySeq.get(seq) ?? []),
  );
}
