import { type Kysely, sql } from "kysely";

/** Emergency access: at most one open for each account, kept by the database itself; every operation made under it names it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("elevation")
    .addColumn("id", "text", (column) => column.primaryKey().notNull())
    .addColumn("user_id", "text", (column) => column.notNull())
    .addColumn("role", "text", (column) => column.notNull())
    .addColumn("reason", "text", (column) => column.notNull())
    .addColumn("ticket", "text", (column) => column.notNull())
    .addColumn("started_at", "text", (column) => column.notNull())
    .addColumn("ends_at", "text", (column) => column.notNull())
    .addColumn("ended_at", "text")
    .addColumn("reviewed_by", "text")
    .addColumn("reviewed_at", "text")
    .addColumn("review_note", "text")
    .execute();
  await db.schema
    .createIndex("elevation_open")
    .unique()
    .on("elevation")
    .column("user_id")
    .where(sql.ref("ended_at"), "is", null)
    .execute();
  await db.schema.createIndex("elevation_by_user").on("elevation").columns(["user_id", "started_at"]).execute();
  await db.schema.createIndex("elevation_by_review").on("elevation").columns(["reviewed_at", "started_at"]).execute();
  await db.schema.alterTable("operation").addColumn("elevation_id", "text").execute();
  await db.schema
    .createIndex("operation_by_elevation")
    .on("operation")
    .column("elevation_id")
    .where(sql.ref("elevation_id"), "is not", null)
    .execute();
}
