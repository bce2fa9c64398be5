import type { Kysely } from "kysely";

/** The record by whom, about whom, what and with what outcome, newest first, page by page. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const column of ["actor", "target"]) {
    await db.schema.dropIndex(`audit_event_by_${column}`).execute();
    await db.schema
      .createIndex(`audit_event_by_${column}`)
      .on("audit_event")
      .columns([`${column}_id`, "seq"])
      .execute();
  }
  for (const column of ["action", "outcome"]) {
    await db.schema.createIndex(`audit_event_by_${column}`).on("audit_event").columns([column, "seq"]).execute();
  }
}
