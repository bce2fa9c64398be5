import type { Kysely } from "kysely";

/** Which overdue writes somebody outside was told of, and when that is done again. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("alert")
    .addColumn("operation_id", "text", (column) => column.primaryKey().notNull())
    .addColumn("due_at", "text", (column) => column.notNull())
    .addColumn("lease", "integer", (column) => column.notNull())
    .addColumn("tries", "integer", (column) => column.notNull())
    .addColumn("told", "integer", (column) => column.notNull())
    .execute();
}
