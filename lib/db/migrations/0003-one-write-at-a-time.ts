import { type Kysely, sql } from "kysely";

/** At most one write in flight per customer, kept by the database itself. What was left in flight by a crash becomes unknown. */
export async function up(db: Kysely<{ operation: { state: string } }>): Promise<void> {
  await db.updateTable("operation").set({ state: "unknown" }).where("state", "=", "sent").execute();
  await db.schema
    .createIndex("operation_in_flight")
    .unique()
    .on("operation")
    .columns(["app", "profile_id"])
    .where(sql.ref("state"), "=", "sent")
    .execute();
}
