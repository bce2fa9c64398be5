import type { Kysely } from "kysely";

/** The journal, whom each agent looked at last, and the team's settings. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("operation")
    .addColumn("id", "text", (column) => column.primaryKey().notNull())
    .addColumn("app", "text", (column) => column.notNull())
    .addColumn("profile_id", "text", (column) => column.notNull())
    .addColumn("customer_user_id", "text")
    .addColumn("name", "text", (column) => column.notNull())
    .addColumn("state", "text", (column) => column.notNull())
    .addColumn("agent_id", "text", (column) => column.notNull())
    .addColumn("agent_email", "text", (column) => column.notNull())
    .addColumn("agent_role", "text", (column) => column.notNull())
    .addColumn("reason", "text")
    .addColumn("ticket", "text")
    .addColumn("note", "text")
    .addColumn("request", "text", (column) => column.notNull())
    .addColumn("request_hash", "text", (column) => column.notNull())
    .addColumn("outcome", "text")
    .addColumn("before_json", "text")
    .addColumn("after_json", "text")
    .addColumn("attempts", "integer", (column) => column.notNull().defaultTo(0))
    .addColumn("created_at", "text", (column) => column.notNull())
    .addColumn("sent_at", "text")
    .addColumn("settled_at", "text")
    .execute();
  await db.schema
    .createIndex("operation_by_customer")
    .on("operation")
    .columns(["app", "profile_id", "created_at"])
    .execute();
  await db.schema.createIndex("operation_by_state").on("operation").column("state").execute();
  await db.schema.createIndex("operation_by_time").on("operation").column("created_at").execute();

  await db.schema
    .createTable("recent_customer")
    .addColumn("agent_id", "text", (column) => column.notNull())
    .addColumn("app", "text", (column) => column.notNull())
    .addColumn("profile_id", "text", (column) => column.notNull())
    .addColumn("customer_user_id", "text")
    .addColumn("viewed_at", "text", (column) => column.notNull())
    .addPrimaryKeyConstraint("recent_customer_key", ["agent_id", "app", "profile_id"])
    .execute();
  await db.schema
    .createIndex("recent_customer_by_time")
    .on("recent_customer")
    .columns(["agent_id", "viewed_at"])
    .execute();

  await db.schema
    .createTable("setting")
    .addColumn("key", "text", (column) => column.primaryKey().notNull())
    .addColumn("value", "text", (column) => column.notNull())
    .addColumn("updated_at", "text", (column) => column.notNull())
    .addColumn("updated_by", "text", (column) => column.notNull())
    .execute();
}
