import type { Kysely } from "kysely";

/** One-time links by which somebody chooses a new password: one for each account, known by hash alone. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("password_link")
    .addColumn("user_id", "text", (column) => column.primaryKey().notNull().references("user.id").onDelete("cascade"))
    .addColumn("token_hash", "text", (column) => column.notNull().unique())
    .addColumn("made_by", "text")
    .addColumn("made_at", "text", (column) => column.notNull())
    .addColumn("expires_at", "text", (column) => column.notNull())
    .execute();
}
