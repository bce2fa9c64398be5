import type { Kysely } from "kysely";

/** What an agent sent today is counted with every grant. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.createIndex("operation_by_sending").on("operation").columns(["agent_id", "sent_at"]).execute();
}
