import { type Kysely, sql } from "kysely";

/** When to look for a write whose outcome is open, how often that was done, and who does it just now. What is open already is due at once. */
export async function up(
  db: Kysely<{ operation: { check_at: string | null; state: string; erased_at: string | null } }>,
): Promise<void> {
  await db.schema.alterTable("operation").addColumn("check_at", "text").execute();
  for (const name of ["checks", "lease"]) {
    await db.schema
      .alterTable("operation")
      .addColumn(name, "integer", (column) => column.notNull().defaultTo(0))
      .execute();
  }
  await db
    .updateTable("operation")
    .set({ check_at: sql.ref("created_at") })
    .where("state", "in", ["prepared", "sent", "unknown"])
    .where("erased_at", "is", null)
    .execute();
  await db.schema.dropIndex("operation_by_state").execute();
  await db.schema.createIndex("operation_by_state").on("operation").columns(["state", "agent_id"]).execute();
  await db.schema
    .createIndex("operation_by_check")
    .on("operation")
    .column("check_at")
    .where("check_at", "is not", null)
    .execute();
}
