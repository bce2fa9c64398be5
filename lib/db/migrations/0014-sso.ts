import type { Kysely } from "kysely";

/**
 * Who a person is at a provider of single sign-on, the sign-ins that are under way there, and who may use a password for a
 * while although the console takes none.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("sso_identity")
    .addColumn("issuer", "text", (column) => column.notNull())
    .addColumn("subject", "text", (column) => column.notNull())
    .addColumn("user_id", "text", (column) => column.notNull().references("user.id").onDelete("cascade"))
    .addColumn("connected_at", "text", (column) => column.notNull())
    .addPrimaryKeyConstraint("sso_identity_key", ["issuer", "subject"])
    .addUniqueConstraint("sso_identity_user", ["user_id", "issuer"])
    .execute();
  await db.schema
    .createTable("sso_attempt")
    .addColumn("token_hash", "text", (column) => column.primaryKey().notNull())
    .addColumn("purpose", "text", (column) => column.notNull())
    .addColumn("next", "text", (column) => column.notNull())
    .addColumn("session_id", "text")
    .addColumn("began_at", "text", (column) => column.notNull())
    .execute();
  await db.schema.createIndex("sso_attempt_began_at").on("sso_attempt").column("began_at").execute();
  await db.schema
    .createTable("password_allowed")
    .addColumn("user_id", "text", (column) => column.primaryKey().notNull().references("user.id").onDelete("cascade"))
    .addColumn("until", "text", (column) => column.notNull())
    .execute();
}
