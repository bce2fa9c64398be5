import type { Kysely } from "kysely";

/** When what an operation held of a customer was erased. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable("operation").addColumn("erased_at", "text").execute();
}
