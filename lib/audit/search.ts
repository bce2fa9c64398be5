import "server-only";
import { type Kysely, type RawBuilder, type SqlBool, sql } from "kysely";
import type { Schema } from "@/lib/db/schema";
import { type Bounds, findBounds } from "./find-bounds";
import type { EventFilter } from "./read-events";
import { beginsWith, readTerms } from "./word-index";

/**
 * One thing asked of an event, by which an index leads to the numbers of all it is true of, in order. `values`: any of them;
 * null is true of every event. `word`: what the row of the index must hold besides.
 */
export type Clue = {
  table: "audit_event" | "audit_word";
  column: string;
  values: readonly string[] | null;
  word?: string;
};
type Condition = RawBuilder<SqlBool>;

/** What is asked for, and between which numbers. `exact`: what no clue leads to. */
export type Search = { clues: Clue[]; exact: Condition[]; bounds: Bounds };

/** What the filter asks for; null when its text has no word long enough to look for. */
export async function prepareSearch(db: Kysely<Schema>, filter: EventFilter): Promise<Search | null> {
  const { targets, text, from, until, seesPersonal = false } = filter;
  const terms = text ? await readTerms(db, "audit_word", { text, seesPersonal }) : [];
  if (text && terms.length === 0) return null;
  const columns = {
    operation_id: filter.operationId && [filter.operationId],
    target_id: targets,
    actor_id: filter.actorId && [filter.actorId],
    action: filter.action && [filter.action],
    outcome: filter.outcome && [filter.outcome],
    reason: filter.reason && [filter.reason],
  };
  const clues: Clue[] = [
    ...Object.entries(columns).flatMap(([column, values]) =>
      values ? { table: "audit_event" as const, column, values } : [],
    ),
    ...terms.map(({ key, word }) => ({
      table: "audit_word" as const,
      column: "key",
      values: [key],
      word,
    })),
  ];
  const exact = [
    ...(from ? [sql<SqlBool>`event.recorded_at >= ${from}`] : []),
    ...(until ? [sql<SqlBool>`event.recorded_at < ${until}`] : []),
  ];
  return { clues: clues.length > 0 ? clues : [everything], exact, bounds: await findBounds(db, filter) };
}

const everything: Clue = { table: "audit_event", column: "seq", values: null };

function leadsTo({ column, values }: Clue, row: string): Condition {
  const held = sql.ref(`${row}.${column}`);
  if (values === null) return sql`1 = 1`;
  if (values.length === 0) return sql`1 = 0`;
  return values.length === 1 ? sql`${held} = ${values[0]}` : sql`${held} in (${sql.join(values)})`;
}

const holds = ({ word }: Clue, row: string): Condition[] => (word ? [beginsWith(word, row)] : []);

/** Does this table have a row of that number that all is true of? As a value: of a join or `exists` a database that expects little reads all of it. */
const hasRow = (table: Clue["table"], row: string, asked: Condition[]): Condition =>
  sql`(select 1 from ${sql.table(table)} as ${sql.ref(row)} where ${sql.ref(`${row}.seq`)} = lead.seq and ${sql.join(asked, sql` and `)}) = 1`;

/** All that is asked for besides of an event that this clue led to. */
function fits({ clues, exact }: Search, lead: Clue): Condition[] {
  const others = clues.filter((clue) => clue !== lead);
  const columns = others.filter(({ table }) => table === "audit_event");
  const ofEvent = [...columns.map((clue) => leadsTo(clue, "event")), ...exact];
  return [
    ...holds(lead, "lead"),
    ...others
      .filter(({ table }) => table === "audit_word")
      .map((clue) => hasRow("audit_word", "other", [leadsTo(clue, "other"), ...holds(clue, "other")])),
    ...(ofEvent.length > 0 ? [hasRow("audit_event", "event", ofEvent)] : []),
  ];
}

/** The events that this clue leads to between these numbers, by `lead.seq`. */
export const selectLed = (db: Kysely<Schema>, lead: Clue, { after, before }: Bounds) =>
  db
    .selectFrom(sql<{ seq: number }>`${sql.table(lead.table)}`.as("lead"))
    .where(leadsTo(lead, "lead"))
    .where("lead.seq", ">", after)
    .where("lead.seq", "<", before);

/** Those of them that fit all that is asked for. */
export const selectFitting = (db: Kysely<Schema>, search: Search, { lead, bounds }: { lead: Clue; bounds: Bounds }) =>
  fits(search, lead).reduce((query, asked) => query.where(asked), selectLed(db, lead, bounds));

/** Is every event that this clue leads to what is asked for? */
export const isAll = (search: Search, lead: Clue): boolean => fits(search, lead).length === 0;
