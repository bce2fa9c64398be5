import type { Kysely } from "kysely";

/** Who may still sign in and who decided that last, and the invitations: one for each e-mail, its link known by hash alone. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const column of ["disabledAt", "changedAt", "changedBy"]) {
    await db.schema.alterTable("user").addColumn(column, "text").execute();
  }
  await db.schema
    .createTable("invitation")
    .addColumn("id", "text", (column) => column.primaryKey().notNull())
    .addColumn("email", "text", (column) => column.notNull().unique())
    .addColumn("name", "text")
    .addColumn("role", "text", (column) => column.notNull())
    .addColumn("token_hash", "text", (column) => column.notNull().unique())
    .addColumn("invited_by", "text", (column) => column.notNull())
    .addColumn("invited_at", "text", (column) => column.notNull())
    .addColumn("expires_at", "text", (column) => column.notNull())
    .execute();
}
