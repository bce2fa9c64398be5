import "server-only";
import { repeat } from "@/lib/clock/repeat";
import { getDatabase } from "@/lib/db/database";
import { env } from "@/lib/env";
import { log } from "@/lib/log/log";
import { dateNow } from "@/lib/world/world";
import { archiveOld } from "./archive-old";

const DAY_MS = 24 * 3_600_000;

/** Archives what is past its time, now and every day for as long as the console runs. What stands in the way is told in the log. */
export function keepArchives(): void {
  const look = async () => {
    const { retentionMonths: months } = env.audit;
    try {
      const archived = await archiveOld(await getDatabase(), env.audit, { months, now: dateNow() });
      for (const { first, last } of archived) log.info("Events of the record were archived.", { first, last });
    } catch (error) {
      log.error("The record was not archived, and all of it is kept.", { fault: error });
    }
  };
  void look().then(() => repeat(look, DAY_MS));
}
