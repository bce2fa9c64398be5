import "server-only";
import type { Kysely, Transaction } from "kysely";
import { z } from "zod";
import { openReadOnly } from "@/lib/db/open";
import { putSetting } from "@/lib/db/put-setting";
import type { Schema } from "@/lib/db/schema";

/** Of the table of settings, the row that a backup carries: in whichever way the database is put back, it is known for one. */
const KEY = "backup";

/** `of`: as of when the database is (ISO, UTC); `signed`: the newest event that was signed when it was put back. */
const backupSchema = z.object({ of: z.iso.datetime(), signed: z.number().optional() });
export type Backup = z.infer<typeof backupSchema>;

/** The mark as a row of the table of settings, for a copy (lib/db/copy-sqlite). */
export const toBackupRow = (backup: Backup, now: Date) => ({
  key: KEY,
  value: JSON.stringify(backup),
  updated_at: now.toISOString(),
});

const readMark = (value: string) => backupSchema.parse(JSON.parse(value));

/** The newest event, which tells how old a database is at least. */
export const findHead = (db: Kysely<Schema>) =>
  db.selectFrom("audit_event").select(["seq", "recorded_at"]).orderBy("seq", "desc").limit(1).executeTakeFirst();

/** Takes the mark away and answers it; undefined where there is none. */
export async function takeBackupMark(trx: Transaction<Schema>): Promise<Backup | undefined> {
  const taken = await trx.deleteFrom("setting").where("key", "=", KEY).returning("value").executeTakeFirst();
  return taken && readMark(taken.value);
}

/** Puts the mark on a database that was put back by other means. */
export const markRestored = (db: Kysely<Schema>, backup: Backup, now: Date): Promise<void> =>
  putSetting(db, KEY, backup, now);

/** As of when the database at `url` is: by its mark, else by its newest event. Throws with the reason, as the end of a sentence. */
export async function findBackup(url: string): Promise<Backup> {
  const db = await openReadOnly(url);
  try {
    const marked = await db.selectFrom("setting").select("value").where("key", "=", KEY).executeTakeFirst();
    if (marked) return readMark(marked.value);
    const head = await findHead(db);
    if (!head) throw new Error("its record is empty, so there is nothing to restore");
    return { of: head.recorded_at };
  } finally {
    await db.destroy();
  }
}
