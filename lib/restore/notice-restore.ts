import "server-only";
import type { Kysely, Transaction } from "kysely";
import { type Checkpoint, findLastCheckpoint } from "@/lib/audit/checkpoint";
import { theConsole } from "@/lib/audit/event";
import { record } from "@/lib/audit/record";
import { holdName } from "@/lib/db/hold-name";
import type { Schema } from "@/lib/db/schema";
import { beginRestored, type Restored } from "@/lib/operations/restored";
import { findHead, takeBackupMark } from "./backup-mark";

const ACTION = "console.restore";

/** `signed`: the newest event that was signed before and is not here any more; `byMark`: the backup's own mark tells, not the record. */
type Noticed = Restored & { signed: number | undefined; byMark: boolean };

/** What was signed before a restore that the record tells is missing because of that one, whichever console's file holds it. */
const isTold = async (trx: Transaction<Schema>, signed: Checkpoint): Promise<boolean> =>
  (await trx
    .selectFrom("audit_event")
    .select("seq")
    .where("action", "=", ACTION)
    .where("recorded_at", ">=", signed.at)
    .limit(1)
    .executeTakeFirst()) !== undefined;

/**
 * Whether the database was put back from a backup, which the backup's own mark tells, or rolled back, which the record tells that
 * ends before the newest checkpoint; that is told once, also where each console has a file of checkpoints. Then nothing is sent
 * until what was open is looked for (lib/operations/restored), everybody signs in anew, and the record says so. Of several
 * consoles that notice it at once one does this. Null when nothing of that kind happened.
 */
export async function noticeRestore(db: Kysely<Schema>, checkpointFile: string, now: Date): Promise<Noticed | null> {
  // Before the record is read, which goes on meanwhile, so that no checkpoint can be newer than that.
  const last = findLastCheckpoint(checkpointFile);
  return db.transaction().execute(async (trx) => {
    await holdName(trx, ACTION);
    const mark = await takeBackupMark(trx);
    const head = await findHead(trx);
    const newest = Math.max(mark?.signed ?? 0, last?.seq ?? 0);
    const signed = head && newest > head.seq ? newest : undefined;
    const isRolledBack = head && last && last.seq > head.seq && !(await isTold(trx, last));
    const of = mark?.of ?? (isRolledBack ? head.recorded_at : undefined);
    if (of === undefined) return null;
    const restored = { of, at: now.toISOString() };
    const events = await beginRestored(trx, restored);
    // A session that was ended since must not live again.
    await trx.deleteFrom("session").execute();
    const detail = { backup_of: of, by_mark: mark !== undefined, open: events.length, signed };
    await record(trx, [{ actor: theConsole, action: ACTION, outcome: "done", detail }, ...events], now);
    return { ...restored, signed, byMark: mark !== undefined };
  });
}
