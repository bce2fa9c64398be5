import type { Kysely } from "kysely";

/** When what a row held of a customer was erased. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const table of ["operation", "approval"]) {
    await db.schema.alterTable(table).addColumn("erased_at", "text").execute();
  }
}
