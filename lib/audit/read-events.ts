import "server-only";
import { type Kysely, type SelectQueryBuilder, sql } from "kysely";
import type { AuditEventTable, AuditPersonalTable, Schema } from "@/lib/db/schema";
import { readTerms, standsFor, standsToo } from "./word-index";

/** Instants are ISO text in UTC: `from` counts, `until` does not. Of `targets` any one counts, and none at all when it is empty. */
export type EventFilter = {
  actorId?: string;
  targets?: string[];
  action?: string;
  outcome?: string;
  from?: string;
  until?: string;
  operationId?: string;
  /** Words, or how they begin, of the note, the ticket, the reason, the customer user id. */
  text?: string;
  /** May whoever asks see a customer's e-mail? Then they find by it, too. */
  seesPersonal?: boolean;
};

/** `erased_at`: of the event that erased it. */
export type KeptPart = AuditPersonalTable & { erased_at: string | null };
export type KeptEvent = { row: AuditEventTable; parts: KeptPart[] };

/** Numbers of events, both excluded. */
type Bounds = { after?: number; before?: number };

/** Instants follow the numbers but for what several processes record at once. No clock is wrong by more than this. */
const DISORDER_MS = 24 * 3_600_000;

const shift = (instant: string, ms: number) => new Date(Date.parse(instant) + ms).toISOString();

/** Between which numbers the span lies: so that old dates are found without reading all that is newer. */
async function findBounds(db: Kysely<Schema>, { from, until }: EventFilter): Promise<Bounds> {
  const select = db.selectFrom("audit_event").select("seq").limit(1);
  const low = from ? select.where("recorded_at", "<", shift(from, -DISORDER_MS)) : undefined;
  const high = until ? select.where("recorded_at", ">=", shift(until, DISORDER_MS)) : undefined;
  const [below, above] = await Promise.all([
    low?.orderBy("recorded_at", "desc").orderBy("seq", "desc").executeTakeFirst(),
    high?.orderBy("recorded_at").orderBy("seq").executeTakeFirst(),
  ]);
  return { ...(below && { after: below.seq }), ...(above && { before: above.seq }) };
}

type Asked = SelectQueryBuilder<Schema, "audit_event" | "audit_word", unknown>;

/**
 * The events that the filter asks for, yet without an order, and the column of their numbers to order and page by. Each way of
 * asking has an index that ends in it. Null when the filter's text has no word long enough to look for.
 */
export async function selectEvents(
  db: Kysely<Schema>,
  filter: EventFilter,
): Promise<{ query: Asked; seq: "audit_event.seq" | "audit_word.seq" } | null> {
  const { actorId, targets, action, outcome, from, until, operationId, text } = filter;
  const terms = text ? await readTerms(db, "audit_word", { text, seesPersonal: filter.seesPersonal ?? false }) : [];
  if (text && terms.length === 0) return null;
  // A target or an operation has fewer events than a word may have. The crossing makes SQLite begin with the words.
  const leads = !targets && !operationId;
  const first = leads ? terms[0] : undefined;
  const seq = first ? "audit_word.seq" : "audit_event.seq";
  let query = first
    ? db
        .selectFrom("audit_word")
        .crossJoin("audit_event")
        .whereRef("audit_event.seq", "=", "audit_word.seq")
        .where(standsFor(first, "audit_word"))
    : (db.selectFrom("audit_event") as unknown as Asked);
  for (const term of leads ? terms.slice(1) : terms) query = query.where(standsToo(term, "audit_word", { seq }));
  const { after, before } = await findBounds(db, filter);
  if (actorId) query = query.where("actor_id", "=", actorId);
  if (targets) {
    const [only] = targets;
    query =
      targets.length === 1 && only !== undefined
        ? query.where("target_id", "=", only)
        : query.where(({ eb, lit }) => (only === undefined ? lit(false) : eb("target_id", "in", targets)));
  }
  if (action) query = query.where("action", "=", action);
  if (outcome) query = query.where("outcome", "=", outcome);
  if (operationId) query = query.where("operation_id", "=", operationId);
  if (after !== undefined) query = query.where(seq, ">", after);
  if (before !== undefined) query = query.where(seq, "<", before);
  // As an expression: the index by time would lead to all of the span, to be sorted for the sake of one page.
  if (from) query = query.where(sql<string>`recorded_at || ''`, ">=", from);
  if (until) query = query.where(sql<string>`recorded_at || ''`, "<", until);
  return { query, seq };
}

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
