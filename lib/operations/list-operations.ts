import "server-only";
import { type ExpressionBuilder, sql } from "kysely";
import { readTerms } from "@/lib/audit/word-index";
import { getDatabase } from "@/lib/db/database";
import type { OperationTable, Schema } from "@/lib/db/schema";
import { timeNow } from "@/lib/world/world";
import { type ActivityEntry, entryColumns, toEntry } from "./activity-entry";
import { type OperationName, unsettledStates } from "./catalogue";
import { QUIET_MS } from "./check-times";
import { type Outcome, open } from "./journal-row";
import { selectByWords } from "./select-by-words";
import type { Snapshot } from "./snapshot";

/** What became of an operation, as it is asked for: `open` is not confirmed yet. */
const shownOutcomes = ["applied", "rejected", "not_applied", "open"] as const;
type ShownOutcome = (typeof shownOutcomes)[number];

/** Instants are ISO text in UTC: `from` counts, `until` does not. `before` is the `older` of the page before. */
export type OperationFilter = {
  agentId?: string;
  /** A customer user id or a profile id, letter by letter. */
  customer?: string;
  name?: OperationName;
  reason?: string;
  /** Done under this emergency access. */
  elevationId?: string;
  outcome?: ShownOutcome;
  from?: string;
  until?: string;
  /** Words, or how they begin, of the note, the ticket, the reason, the customer user id. */
  text?: string;
  /** May whoever asks see a customer's e-mail? Then they find by it, too. */
  seesPersonal?: boolean;
  before?: string;
};

export type ListedOperation = ActivityEntry & {
  app: string;
  profileId: string;
  customerUserId: string | null;
  before: Snapshot | null;
  after: Snapshot | null;
  attempts: number;
  sentAt: string | null;
  outcome: Outcome | null;
};

export const listedColumns = [
  ...entryColumns,
  "app",
  "profile_id",
  "customer_user_id",
  "after_json",
  "attempts",
  "sent_at",
] as const;

export const toListed = (row: Pick<OperationTable, (typeof listedColumns)[number]>): ListedOperation => ({
  ...toEntry(row),
  app: row.app,
  profileId: row.profile_id,
  customerUserId: row.customer_user_id,
  before: open<Snapshot>(row.before_json),
  after: open<Snapshot>(row.after_json),
  attempts: row.attempts,
  sentAt: row.sent_at,
  outcome: open<Outcome>(row.outcome),
});

export const PAGE = 50;

const CURSOR = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)_(.{1,100})$/s;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Does it stand as asked for, counting what was recorded and never sent as not applied? */
function stands({ eb, or, and }: ExpressionBuilder<Schema, "operation">, outcome: ShownOutcome) {
  const quiet = new Date(timeNow() - QUIET_MS).toISOString();
  const recorded = eb("state", "=", "prepared");
  if (outcome === "open")
    return or([eb("state", "in", unsettledStates), and([recorded, eb("created_at", ">=", quiet)])]);
  if (outcome === "not_applied")
    return or([eb("state", "=", "not_applied"), and([recorded, eb("created_at", "<", quiet)])]);
  return eb("state", "=", outcome);
}

/**
 * Everything done from here that the filter asks for, newest first, PAGE at a time. `older` leads to the next page and costs
 * the same however far back it is; null on the last.
 */
export async function listOperations(
  filter: OperationFilter,
): Promise<{ entries: ListedOperation[]; older: string | null }> {
  const db = await getDatabase();
  const { agentId, customer, name, reason, elevationId, outcome, from, until, text } = filter;
  const [, beforeAt, beforeId] = CURSOR.exec(filter.before ?? "") ?? [];
  const asked = text ? { text, seesPersonal: filter.seesPersonal ?? false } : undefined;
  const terms = asked ? await readTerms(db, "operation_word", asked) : [];
  if (asked && terms.length === 0) return { entries: [], older: null };
  const { query: found, time, id } = await selectByWords(db, terms, { first: !customer });
  let query = found.select(listedColumns);
  if (agentId) query = query.where("agent_id", "=", agentId);
  if (customer) {
    query = UUID.test(customer)
      ? query.where(({ eb, or }) =>
          or([eb("profile_id", "=", customer.toLowerCase()), eb("customer_user_id", "=", customer)]),
        )
      : query.where("customer_user_id", "=", customer);
  }
  if (name) query = query.where("name", "=", name);
  if (elevationId) query = query.where("elevation_id", "=", elevationId);
  if (reason) query = query.where("reason", "=", reason);
  if (outcome) query = query.where((build) => stands(build, outcome));
  if (from) query = query.where(time, ">=", from);
  if (until) query = query.where(time, "<", until);
  if (beforeAt && beforeId)
    query = query.where(sql<boolean>`(${sql.ref(time)}, ${sql.ref(id)}) < (${beforeAt}, ${beforeId})`);
  const rows = await query
    .orderBy(time, "desc")
    .orderBy(id, "desc")
    .limit(PAGE + 1)
    .execute();
  const entries = rows.slice(0, PAGE).map(toListed);
  const last = rows.length > PAGE && entries.at(-1);
  return { entries, older: last ? `${last.createdAt}_${last.id}` : null };
}
