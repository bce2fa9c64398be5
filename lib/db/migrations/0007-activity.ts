import type { Kysely } from "kysely";

/** The journal by who acted and by the customer's own id, newest first, for the activity page. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.createIndex("operation_by_agent").on("operation").columns(["agent_id", "created_at", "id"]).execute();
  await db.schema
    .createIndex("operation_by_customer_user")
    .on("operation")
    .columns(["customer_user_id", "created_at", "id"])
    .execute();
  await db.schema
    .createIndex("operation_by_profile")
    .on("operation")
    .columns(["profile_id", "created_at", "id"])
    .execute();
  await db.schema.dropIndex("operation_by_time").execute();
  await db.schema.createIndex("operation_by_time").on("operation").columns(["created_at", "id"]).execute();
}
