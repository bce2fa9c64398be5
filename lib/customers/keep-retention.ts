import "server-only";
import { repeat } from "@/lib/clock/repeat";
import { getDatabase } from "@/lib/db/database";
import { env } from "@/lib/env";
import { log } from "@/lib/log/log";
import { forgetOld } from "./forget-old";

const DAY_MS = 24 * 3_600_000;

/** Erases what the journal holds beyond its time, now and every day for as long as the console runs. What stands in the way is told in the log. */
export function keepRetention(): void {
  const look = async () => {
    try {
      const { operations, requests } = await forgetOld(await getDatabase(), {
        months: env.audit.retentionMonths,
        now: new Date(),
      });
      if (operations + requests > 0)
        log.info("What the journal held of customers beyond its time was erased.", { operations, requests });
    } catch (error) {
      log.error("What the journal holds beyond its time was not erased, and is tried again tomorrow.", {
        fault: error,
      });
    }
  };
  void look().then(() => repeat(look, DAY_MS));
}
