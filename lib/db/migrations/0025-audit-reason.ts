import { type Kysely, sql } from "kysely";

/** The record by the reason given, newest first. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createIndex("audit_event_by_reason")
    .on("audit_event")
    .columns(["reason", "seq"])
    .where(sql.ref("reason"), "is not", null)
    .execute();
}
