import "server-only";
import { type Kysely, sql } from "kysely";
import { isSqlite } from "../dialect";

/** The record and the journal by the words of their texts, newest first: see lib/audit/search-words. 0024 fills them. */
export async function up(db: Kysely<unknown>): Promise<void> {
  // Without a row number of its own a table is its key on SQLite, which is all that is asked of these.
  const asKey = isSqlite(db) ? sql`without rowid` : sql``;
  await db.schema
    .createTable("audit_word")
    .addColumn("key", "text", (column) => column.notNull())
    .addColumn("seq", isSqlite(db) ? "integer" : "bigint", (column) => column.notNull())
    .addColumn("words", "text", (column) => column.notNull())
    .addPrimaryKeyConstraint("audit_word_key", ["key", "seq"])
    .modifyEnd(asKey)
    .execute();
  await db.schema.createIndex("audit_word_by_event").on("audit_word").column("seq").execute();
  await db.schema
    .createTable("operation_word")
    .addColumn("key", "text", (column) => column.notNull())
    .addColumn("at", "text", (column) => column.notNull())
    .addColumn("operation_id", "text", (column) => column.notNull())
    .addColumn("words", "text", (column) => column.notNull())
    .addPrimaryKeyConstraint("operation_word_key", ["key", "at", "operation_id"])
    .modifyEnd(asKey)
    .execute();
  await db.schema.createIndex("operation_word_by_operation").on("operation_word").column("operation_id").execute();
}
