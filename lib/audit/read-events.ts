import "server-only";
import type { Kysely } from "kysely";
import type { AuditEventTable, AuditPersonalTable, Schema } from "@/lib/db/schema";

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

/** `erased_at`: of the event that erased it. */
export type KeptPart = AuditPersonalTable & { erased_at: string | null };
export type KeptEvent = { row: AuditEventTable; parts: KeptPart[] };

/** The rows with their personal parts, in the order they come. */
export async function addParts(db: Kysely<Schema>, rows: AuditEventTable[]): Promise<KeptEvent[]> {
  if (rows.length === 0) return [];
  const numbers = rows.map(({ seq }) => seq);
  const found = await db
    .selectFrom("audit_personal")
    .leftJoin("audit_event as eraser", "eraser.seq", "audit_personal.erased_by")
    .selectAll("audit_personal")
    .select("eraser.recorded_at as erased_at")
    .where("audit_personal.seq", "in", numbers)
    .execute();
  const bySeq = new Map<number, KeptPart[]>();
  for (const part of found) bySeq.set(part.seq, [...(bySeq.get(part.seq) ?? []), part]);
  return rows.map((row) => ({ row, parts: bySeq.get(row.seq) ?? [] }));
}

/** The events of these numbers, in that order. */
export async function readNumbered(db: Kysely<Schema>, numbers: readonly number[]): Promise<KeptEvent[]> {
  if (numbers.length === 0) return [];
  const rows = await db.selectFrom("audit_event").selectAll().where("seq", "in", numbers).execute();
  const bySeq = new Map(rows.map((row) => [row.seq, row]));
  return addParts(
    db,
    numbers.flatMap((seq) => bySeq.get(seq) ?? []),
  );
}
