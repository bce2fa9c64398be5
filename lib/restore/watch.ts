import "server-only";
import { repeat } from "@/lib/clock/repeat";
import { eraseAgain } from "@/lib/customers/erase-again";
import { getDatabase } from "@/lib/db/database";
import { env } from "@/lib/env";
import { log } from "@/lib/log/log";
import { noticeRestore } from "./notice-restore";

const LOOK_MS = 60_000;

/** Whether the database is one that was put back, lib/restore/notice-restore; the log says so. */
export async function noticeRestored(): Promise<boolean> {
  const noticed = await noticeRestore(await getDatabase(), env.audit.checkpointFile, new Date());
  if (!noticed) return false;
  const facts = { until: noticed.of, last: noticed.signed };
  if (noticed.byMark)
    log.warn("The database was restored from a backup: nothing is sent until what was under way is looked for.", facts);
  else
    log.error(
      "The record ends before its newest checkpoint, so the database was put back or rolled back: nothing is sent until what was under way is looked for.",
      facts,
    );
  return true;
}

/** From now on, for as long as the console runs: a server that fails over to one that lags behind rolls the database back. */
export function keepNoticingRestores(): void {
  const look = async () => {
    try {
      if (await noticeRestored()) await eraseWhoIsBack();
    } catch (fault) {
      log.error("Whether the database was rolled back could not be looked up.", { fault });
    }
  };
  repeat(look, LOOK_MS);
}

/** Erases again whom a backup brought back; who has a write under way waits until it is looked for. Never rejects. */
export async function eraseWhoIsBack(): Promise<void> {
  try {
    const { erased, waiting } = await eraseAgain(await getDatabase(), env.erasedListFile);
    if (erased > 0) log.info("Customers whom the backup brought back were erased again.", { count: erased });
    if (waiting.length > 0)
      log.warn("Some whom the backup brought back are not erased again yet: run npm run customers:erase-again.", {
        count: waiting.length,
      });
  } catch (fault) {
    log.error("Whom the backup brought back was not erased again: run npm run customers:erase-again.", { fault });
  }
}
