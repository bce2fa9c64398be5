import type { Kysely } from "kysely";

/** The session that took emergency access, which alone acts under it. What was taken before names none, and is over. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable("elevation").addColumn("session_id", "text").execute();
}
