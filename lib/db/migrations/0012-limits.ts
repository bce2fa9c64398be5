import type { Kysely } from "kysely";

type Tables = { operation: { name: string; agent_id: string; counted_for: string | null } };

/** What a grant counts for: the days it gives to its customer, and whose grant of the day it is. */
export async function up(db: Kysely<Tables>): Promise<void> {
  await db.schema.alterTable("operation").addColumn("days", "integer").execute();
  await db.schema.alterTable("operation").addColumn("counted_for", "text").execute();
  await db
    .updateTable("operation")
    .set(({ ref }) => ({ counted_for: ref("agent_id") }))
    .where("name", "in", ["comp.grant", "access.grant"])
    .execute();
  await db.schema.dropIndex("operation_by_sending").execute();
  await db.schema.createIndex("operation_by_count").on("operation").columns(["counted_for", "sent_at"]).execute();
}
