import "server-only";
import { type Kysely, sql, type Transaction } from "kysely";
import { isSqlite } from "@/lib/db/dialect";
import { putSetting } from "@/lib/db/put-setting";
import type { Schema } from "@/lib/db/schema";
import { log } from "@/lib/log/log";

/** Of the table of settings, the row that says that something was erased since the file was written anew. */
const KEY = "clear_out_owed";

/** In the transaction of what is erased: whoever ends this process after it, `clearOut` is still owed. */
export async function oweClearing(trx: Transaction<Schema>, now: Date): Promise<void> {
  if (isSqlite(trx)) await putSetting(trx, KEY, crypto.randomUUID(), now);
}

/**
 * Writes SQLite's file anew, when that is owed: a row that was moved when its page was full left a copy behind, which no deletion
 * overwrites. Takes seconds for a gigabyte, in which nothing else is written; where it cannot be done now it stays owed, and the
 * log says so.
 */
export async function clearOut(db: Kysely<Schema>): Promise<void> {
  if (!isSqlite(db)) return;
  try {
    const owed = await db.selectFrom("setting").select("value").where("key", "=", KEY).executeTakeFirst();
    if (!owed) return;
    await sql`vacuum`.execute(db);
    const { rows } = await sql<{ busy: number }>`pragma wal_checkpoint(truncate)`.execute(db);
    if (rows[0]?.busy) throw new Error("another process is reading it");
    // What another process erased meanwhile is still owed.
    await db.deleteFrom("setting").where("key", "=", KEY).where("value", "=", owed.value).execute();
  } catch (error) {
    log.error(
      "The file was not written anew, so copies of what was erased may be left in it until the next start or erasure.",
      { fault: error },
    );
  }
}
