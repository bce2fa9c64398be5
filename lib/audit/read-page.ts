import "server-only";
import type { Kysely } from "kysely";
import type { AuditPersonalTable, Schema } from "@/lib/db/schema";

const PAGE = 2_000;

/** The next events by number and their personal parts, none beyond `upTo`. */
export async function readPage(db: Kysely<Schema>, after: number, upTo = Number.MAX_SAFE_INTEGER) {
  const events = await db
    .selectFrom("audit_event")
    .selectAll()
    .where("seq", ">", after)
    .where("seq", "<=", upTo)
    .orderBy("seq")
    .limit(PAGE)
    .execute();
  const parts = await db
    .selectFrom("audit_personal")
    .selectAll()
    .where("seq", ">", after)
    .where("seq", "<=", events.at(-1)?.seq ?? after)
    .execute();
  const bySeq = new Map<number, AuditPersonalTable[]>();
  for (const part of parts) bySeq.set(part.seq, [...(bySeq.get(part.seq) ?? []), part]);
  return { events, parts: bySeq };
}
