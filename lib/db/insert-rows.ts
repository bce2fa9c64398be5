import "server-only";
import { type Kysely, sql } from "kysely";
import { compileOnce } from "./compile-once";
import { isSqlite } from "./dialect";
import type { Schema } from "./schema";

const columnsOf = {
  audit_word: ["key", "seq", "words"],
  operation_word: ["key", "at", "operation_id", "words"],
} as const satisfies { [Table in "audit_word" | "operation_word"]: (keyof Schema[Table])[] };

const insertInto = (table: keyof typeof columnsOf) =>
  compileOnce((db, { held }: { held: string }) => {
    const names = columnsOf[table];
    const columns = sql.join(names.map((name) => sql.ref(name)));
    const [picked, from] = isSqlite(db)
      ? [sql.join(names.map((name) => sql`value ->> ${sql.lit(name)}`)), sql`json_each(${held})`]
      : [columns, sql`json_populate_recordset(null::${sql.table(table)}, ${held}::json)`];
    const query = sql`insert into ${sql.table(table)} (${columns}) select ${picked} from ${from}`;
    return { compile: () => query.compile(db) };
  });

const inserts = { audit_word: insertInto("audit_word"), operation_word: insertInto("operation_word") };

/**
 * Inserts any number of rows of words by one statement that is always the same, its rows as one JSON value: of many small rows
 * most of the time would go into their placeholders.
 */
export async function insertRows<Table extends keyof typeof columnsOf>(
  trx: Kysely<Schema>,
  table: Table,
  rows: readonly Schema[Table][],
): Promise<void> {
  if (rows.length > 0) await inserts[table](trx, { held: JSON.stringify(rows) });
}
