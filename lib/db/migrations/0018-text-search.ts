import "server-only";
import { type Kysely, sql } from "kysely";
import type { Json } from "@/lib/audit/canonical";
import { indexEvents } from "@/lib/audit/word-index";
import { indexOperations } from "@/lib/operations/index-operations";
import { isSqlite } from "../dialect";
import type { Schema } from "../schema";

const PAGE = 500;

/** The record and the journal by the words of their texts, newest first: see lib/audit/search-words. */
export async function up(untyped: Kysely<unknown>): Promise<void> {
  const db = untyped as Kysely<Schema>;
  // Without a row number of its own a table is its key on SQLite, which is all that is asked of these.
  const asKey = isSqlite(db) ? sql`without rowid` : sql``;
  await db.schema
    .createTable("audit_word")
    .addColumn("key", "text", (column) => column.notNull())
    .addColumn("seq", isSqlite(db) ? "integer" : "bigint", (column) => column.notNull())
    .addColumn("words", "text", (column) => column.notNull())
    .addPrimaryKeyConstraint("audit_word_key", ["key", "seq"])
    .modifyEnd(asKey)
    .execute();
  await db.schema.createIndex("audit_word_by_event").on("audit_word").column("seq").execute();
  await db.schema
    .createTable("operation_word")
    .addColumn("key", "text", (column) => column.notNull())
    .addColumn("at", "text", (column) => column.notNull())
    .addColumn("operation_id", "text", (column) => column.notNull())
    .addColumn("words", "text", (column) => column.notNull())
    .addPrimaryKeyConstraint("operation_word_key", ["key", "at", "operation_id"])
    .modifyEnd(asKey)
    .execute();
  await db.schema.createIndex("operation_word_by_operation").on("operation_word").column("operation_id").execute();
  await fillFromRecord(db);
  await fillFromJournal(db);
}

async function fillFromRecord(db: Kysely<Schema>): Promise<void> {
  for (let after = 0; ; ) {
    const events = await db
      .selectFrom("audit_event")
      .leftJoin("audit_personal", (join) =>
        join.onRef("audit_personal.seq", "=", "audit_event.seq").on("part", "=", "subject"),
      )
      .select(["audit_event.seq", "action", "reason", "body"])
      .where("audit_event.seq", ">", after)
      .orderBy("audit_event.seq")
      .limit(PAGE)
      .execute();
    await indexEvents(
      db,
      events.map(({ body, ...event }) => ({ ...event, personal: JSON.parse(body ?? "{}") as Record<string, Json> })),
    );
    if (events.length < PAGE) return;
    after = events.at(-1)?.seq ?? after;
  }
}

async function fillFromJournal(db: Kysely<Schema>): Promise<void> {
  const columns = ["id", "name", "reason", "note", "ticket", "customer_user_id", "created_at", "request"] as const;
  for (let after = ""; ; ) {
    const page = db.selectFrom("operation").select(columns).where("id", ">", after).orderBy("id").limit(PAGE);
    const rows = await page.execute();
    await indexOperations(db, rows);
    if (rows.length < PAGE) return;
    after = rows.at(-1)?.id ?? after;
  }
}
