import type { Kysely } from "kysely";

/** When the password was entered last in a session that had begun before; null: when it began. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable("session").addColumn("confirmedAt", "text").execute();
}
