import "server-only";
import type { Kysely } from "kysely";
import type { Schema } from "@/lib/db/schema";
import { type Archived, archiveOldest } from "./archive";
import type { AuditFiles } from "./checkpoint";
import { readEventColumns } from "./read-rows";

/** The same day and time so many months earlier, in UTC; the last of that month where it has no such day. */
export function monthsBefore(now: Date, months: number): Date {
  const earlier = new Date(now);
  earlier.setUTCDate(1);
  earlier.setUTCMonth(earlier.getUTCMonth() - months);
  const days = new Date(Date.UTC(earlier.getUTCFullYear(), earlier.getUTCMonth() + 1, 0)).getUTCDate();
  earlier.setUTCDate(Math.min(now.getUTCDate(), days));
  return earlier;
}

/** Before which moment everything is older than so many months, by the clock and by the newest event; null for 0, and while nothing is recorded. */
export async function findRetentionEdge(
  db: Kysely<Schema>,
  { months, now }: { months: number; now: Date },
): Promise<Date | null> {
  if (months === 0) return null;
  const latest = db.selectFrom("audit_event").orderBy("recorded_at", "desc").limit(1);
  const [newest] = await readEventColumns(db, latest, ["recorded_at"]);
  if (!newest) return null;
  // A clock that runs ahead makes nothing old that is young beside the newest event.
  const at = Date.parse(newest.recorded_at) || now.getTime();
  return monthsBefore(new Date(Math.min(now.getTime(), at)), months);
}

/** Archives all that is older than so many months, by the clock and by the newest event, file by file, oldest first; none of it for 0. Rejects like archiveOldest. */
export async function archiveOld(
  db: Kysely<Schema>,
  files: AuditFiles,
  { months, now, most }: { months: number; now: Date; most?: number },
): Promise<Archived[]> {
  const archived: Archived[] = [];
  const before = await findRetentionEdge(db, { months, now });
  if (!before) return archived;
  for (;;) {
    const next = await archiveOldest(db, files, { before, now, ...(most && { most }) });
    if (!next) return archived;
    archived.push(next);
  }
}
