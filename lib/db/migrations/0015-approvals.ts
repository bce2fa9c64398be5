import type { Kysely } from "kysely";

/** Requests that a second person decides, and who that was for each write that needed one. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("approval")
    .addColumn("id", "text", (column) => column.primaryKey().notNull())
    .addColumn("operation_id", "text", (column) => column.notNull().unique())
    .addColumn("app", "text", (column) => column.notNull())
    .addColumn("profile_id", "text", (column) => column.notNull())
    .addColumn("customer_user_id", "text")
    .addColumn("name", "text", (column) => column.notNull())
    .addColumn("payload", "text", (column) => column.notNull())
    .addColumn("payload_hash", "text", (column) => column.notNull())
    .addColumn("needs_code", "text", (column) => column.notNull())
    .addColumn("needs_message", "text", (column) => column.notNull())
    .addColumn("state_seen", "text", (column) => column.notNull())
    .addColumn("state", "text", (column) => column.notNull())
    .addColumn("requester_id", "text", (column) => column.notNull())
    .addColumn("requester_email", "text", (column) => column.notNull())
    .addColumn("requester_role", "text", (column) => column.notNull())
    .addColumn("requested_at", "text", (column) => column.notNull())
    .addColumn("expires_at", "text", (column) => column.notNull())
    .addColumn("decider_id", "text")
    .addColumn("decider_email", "text")
    .addColumn("decider_role", "text")
    .addColumn("decided_at", "text")
    .addColumn("decision_note", "text")
    .execute();
  const index = (name: string, columns: string[]) =>
    db.schema.createIndex(name).on("approval").columns(columns).execute();
  await index("approval_by_state", ["state", "requested_at", "id"]);
  await index("approval_by_requester", ["requester_id", "requested_at", "id"]);
  await index("approval_by_customer", ["app", "profile_id", "state"]);

  for (const column of ["approval_id", "approver_id", "approver_email", "approver_role"]) {
    await db.schema.alterTable("operation").addColumn(column, "text").execute();
  }
}
