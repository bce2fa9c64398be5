import type { Kysely } from "kysely";

/** What was done, and how it ended, by whom: counted from the index alone, see lib/audit/count-acts. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const indexes = { action: ["action", "seq", "actor_id", "outcome"], outcome: ["outcome", "seq", "actor_id"] };
  for (const [name, columns] of Object.entries(indexes)) {
    await db.schema.dropIndex(`audit_event_by_${name}`).execute();
    await db.schema.createIndex(`audit_event_by_${name}`).on("audit_event").columns(columns).execute();
  }
}
