import "server-only";
import type { Kysely } from "kysely";
import type { AuditPersonalTable, Schema } from "@/lib/db/schema";
import { readEventRows, readPartRows } from "./read-rows";

const PAGE = 2_000;

/** The next events by number and their personal parts, none beyond `upTo`. */
export async function readPage(db: Kysely<Schema>, after: number, upTo = Number.MAX_SAFE_INTEGER) {
  const following = db.selectFrom("audit_event").where("seq", ">", after).where("seq", "<=", upTo);
  const events = await readEventRows(db, following.orderBy("seq").limit(PAGE));
  const last = events.at(-1)?.seq ?? after;
  const theirs = db.selectFrom("audit_personal").where("seq", ">", after).where("seq", "<=", last);
  const parts = await readPartRows(db, theirs);
  const bySeq = new Map<number, AuditPersonalTable[]>();
  for (const part of parts) bySeq.set(part.seq, [...(bySeq.get(part.seq) ?? []), part]);
  return { events, parts: bySeq };
}
