import "server-only";
import type { Kysely } from "kysely";
import type { Json } from "@/lib/audit/canonical";
import { readHeld } from "@/lib/audit/open-event";
import { wordsOf } from "@/lib/audit/word-index";
import { indexOperations } from "@/lib/operations/index-operations";
import { insertRows } from "../insert-rows";
import type { Schema } from "../schema";

const PAGE = 500;

/** The words of the record and of the journal, under more of their beginnings than before. */
export async function up(untyped: Kysely<unknown>): Promise<void> {
  const db = untyped as Kysely<Schema>;
  await db.deleteFrom("audit_word").execute();
  await db.deleteFrom("operation_word").execute();
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
      .select(["audit_event.seq", "action", "reason", "detail", "body"])
      .where("audit_event.seq", ">", after)
      .orderBy("audit_event.seq")
      .limit(PAGE)
      .execute();
    await insertRows(
      db,
      "audit_word",
      events.flatMap(({ body, detail, ...event }) =>
        wordsOf({ ...event, detail: readHeld(detail), personal: (readHeld(body) ?? {}) as Record<string, Json> }),
      ),
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
