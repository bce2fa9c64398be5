import "server-only";
import { type Kysely, sql } from "kysely";
import { isSqlite } from "@/lib/db/dialect";
import type { AuditPersonalTable, Schema } from "@/lib/db/schema";
import { readEventRows, readPartRows } from "./read-rows";

const PAGE = 2_000;

/** The next events by number and their personal parts, `most` at most, none beyond `upTo`. */
export async function readPage(
  db: Kysely<Schema>,
  after: number,
  { upTo = Number.MAX_SAFE_INTEGER, most = PAGE }: { upTo?: number; most?: number } = {},
) {
  const following = db.selectFrom("audit_event").where("seq", ">", after).where("seq", "<=", upTo);
  const events = await readEventRows(db, following.orderBy("seq").limit(most));
  const last = events.at(-1)?.seq ?? after;
  const numbered = db.selectFrom("audit_personal").where("seq", ">", after).where("seq", "<=", last);
  // By its index alone SQLite would answer what the index holds of a row, not what stands in the row itself.
  const theirs = isSqlite(db)
    ? db.selectFrom("audit_personal").where(sql`rowid`, "in", numbered.select(sql`rowid`.as("row")))
    : numbered;
  const parts = await readPartRows(db, theirs);
  const bySeq = new Map<number, AuditPersonalTable[]>();
  for (const part of parts) bySeq.set(part.seq, [...(bySeq.get(part.seq) ?? []), part]);
  return { events, parts: bySeq };
}
