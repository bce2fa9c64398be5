import type { Kysely } from "kysely";

/** Which write a write takes back. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable("operation").addColumn("undoes", "text").execute();
  await db.schema
    .createIndex("operation_by_undone")
    .on("operation")
    .column("undoes")
    .where("undoes", "is not", null)
    .execute();
}
