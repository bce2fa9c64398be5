import "server-only";
import { type Kysely, sql } from "kysely";
import { compileOnce } from "./compile-once";
import { isSqlite } from "./dialect";
import type { Schema } from "./schema";

type Table = "audit_event" | "audit_personal" | "audit_word" | "operation_word";

/** Each column by name, so that none can be left out. */
const columnsOf: { [Name in Table]: Record<keyof Schema[Name] & string, true> } = {
  audit_event: {
    seq: true,
    id: true,
    recorded_at: true,
    actor_id: true,
    actor_role: true,
    action: true,
    action_version: true,
    app: true,
    target_type: true,
    target_id: true,
    reason: true,
    changes: true,
    outcome: true,
    detail: true,
    request_id: true,
    operation_id: true,
    actor_commitment: true,
    subject_commitment: true,
    prev_hash: true,
    hash: true,
  },
  audit_personal: { seq: true, part: true, salt: true, body: true, erased_by: true },
  audit_word: { key: true, seq: true, words: true },
  operation_word: { key: true, at: true, operation_id: true, words: true },
};

const insertInto = (table: Table) =>
  compileOnce((db, { held }: { held: string }) => {
    const names = Object.keys(columnsOf[table]);
    const columns = sql.join(names.map((name) => sql.ref(name)));
    const [picked, from] = isSqlite(db)
      ? [sql.join(names.map((name) => sql`value ->> ${sql.lit(name)}`)), sql`json_each(${held})`]
      : [columns, sql`json_populate_recordset(null::${sql.table(table)}, ${held}::json)`];
    const query = sql`insert into ${sql.table(table)} (${columns}) select ${picked} from ${from}`;
    return { compile: () => query.compile(db) };
  });

const inserts = {
  audit_event: insertInto("audit_event"),
  audit_personal: insertInto("audit_personal"),
  audit_word: insertInto("audit_word"),
  operation_word: insertInto("operation_word"),
};

/**
 * Inserts any number of rows by one statement that is always the same, its rows as one JSON value: of many small rows most of
 * the time would go into their placeholders, and each number of rows would be a statement of its own. A text of theirs holds no
 * NUL and no lone surrogate, which JSON carries and a database does not.
 */
export async function insertRows<Name extends Table>(
  trx: Kysely<Schema>,
  table: Name,
  rows: readonly Schema[Name][],
): Promise<void> {
  if (rows.length > 0) await inserts[table](trx, { held: JSON.stringify(rows) });
}
