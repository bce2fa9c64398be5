import "server-only";
import { sql, type Transaction } from "kysely";
import { compileOnce } from "@/lib/db/compile-once";
import { isSqlite } from "@/lib/db/dialect";
import { insertRows } from "@/lib/db/insert-rows";
import { columnsOf, selectPacked, unpackRows } from "@/lib/db/read-rows";
import type { AuditEventTable, AuditPersonalTable, AuditWordTable, Schema } from "@/lib/db/schema";
import { mintId, randomHex } from "@/lib/world/world";
import { canonicalize, type Json } from "./canonical";
import { type Chained, commit, GENESIS, hashEvent, toCanonical } from "./chain";
import type { AuditEvent } from "./event";
import { wordsOf } from "./word-index";

/** Of PostgreSQL's advisory locks the one that orders the audit record; any number that nobody else takes. */
const LOCK = 7_313_904_221;
const TEXT_MAX = 200;

/** Some of it comes from an address: what a database could not give back letter by letter would break the chain. */
const clean = (text: string | null | undefined): string | null =>
  text == null ? null : text.slice(0, TEXT_MAX).replace(/\p{Surrogate}|\0/gu, "\ufffd");

type Sealed = { row: AuditPersonalTable; commitment: string };

function seal(seq: number, part: AuditPersonalTable["part"], held: Json | undefined): Sealed | null {
  if (!held) return null;
  const [salt, body] = [randomHex(16), canonicalize(held)];
  return { row: { seq, part, salt, body, erased_by: null }, commitment: commit(salt, body) };
}

const toText = (held: Json | undefined): string | null => (held ? canonicalize(held) : null);

type Head = { seq: number; hash: string };

/** These events as they follow `head`, null before the first: the rows of each table, and the new head. Writes nothing. */
export function chainEvents(before: Head | null, events: readonly AuditEvent[], now: Date) {
  let head = before;
  const rows: AuditEventTable[] = [];
  const parts: AuditPersonalTable[] = [];
  const words: AuditWordTable[] = [];
  for (const { actor, action, target, ...event } of events) {
    const seq = (head?.seq ?? 0) + 1;
    const who = seal(seq, "actor", actor.email ? { email: actor.email } : undefined);
    const subject = seal(seq, "subject", event.personal);
    const row: Chained = {
      seq,
      id: mintId(),
      recorded_at: now.toISOString(),
      actor_id: clean(actor.id) ?? "",
      actor_role: clean(actor.role) ?? "",
      action,
      action_version: event.version ?? 1,
      app: clean(target?.app),
      target_type: target?.type ?? null,
      target_id: clean(target?.id),
      reason: clean(event.reason),
      changes: toText(event.changes),
      outcome: event.outcome,
      detail: toText(actor.elevationId ? { ...event.detail, elevation: actor.elevationId } : event.detail),
      request_id: clean(event.requestId),
      operation_id: clean(event.operationId),
      actor_commitment: who?.commitment ?? null,
      subject_commitment: subject?.commitment ?? null,
    };
    const prev_hash = head?.hash ?? GENESIS;
    head = { seq, hash: hashEvent(prev_hash, toCanonical(row)) };
    rows.push({ ...row, prev_hash, hash: head.hash });
    parts.push(...[who, subject].flatMap((part) => part?.row ?? []));
    words.push(...wordsOf({ seq, action, reason: row.reason, detail: event.detail, personal: event.personal ?? {} }));
  }
  return { head, rows, parts, words };
}

/** From here to the end of the transaction nobody else writes what the record holds. On SQLite the transaction holds the whole file already. */
export async function holdRecord(trx: Transaction<Schema>): Promise<void> {
  if (!isSqlite(trx)) await sql`select pg_advisory_xact_lock(${sql.lit(LOCK)})`.execute(trx);
}

const selectHead = compileOnce((db, _: Record<string, never>) =>
  selectPacked(
    db,
    db.selectFrom("audit_event").orderBy("seq", "desc").limit(1),
    columnsOf<Head>("audit_event", ["seq", "hash"]),
  ),
);

/**
 * Appends to the audit record, in the transaction of what is recorded: both are kept or neither. Call it last, for it lets
 * nobody else record until the transaction ends: whoever then waited for a row of another table, held by somebody who waits to
 * record, would wait for ever. Only what the record itself holds may be written after it. Throws when it cannot, and then nothing of the transaction may stand.
 * Answers the number of the last event.
 */
export async function record(trx: Transaction<Schema>, events: readonly AuditEvent[], now: Date): Promise<number> {
  await holdRecord(trx);
  const [before = null] = unpackRows<Head>(trx, (await selectHead(trx, {})).rows);
  const { head, rows, parts, words } = chainEvents(before, events, now);
  await insertRows(trx, "audit_event", rows);
  await insertRows(trx, "audit_personal", parts);
  await insertRows(trx, "audit_word", words);
  return head?.seq ?? 0;
}
