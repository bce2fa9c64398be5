import "server-only";
import { sql } from "kysely";
import { lastPost } from "@/lib/alerts/last-post";
import { getDatabase } from "@/lib/db/database";
import { env } from "@/lib/env";
import { log } from "@/lib/log/log";
import { type Backlog, readBacklog } from "@/lib/operations/overdue";
import { askWhereSilent } from "./ask-adapty";
import { judgeHealth, type Part } from "./judge";
import { heardFor } from "./watch-adapty";

const LIMIT_MS = 3_000;

/** What `read` answers; null when it fails or takes longer than a probe waits. */
async function inTime<Value>(read: () => Promise<Value>): Promise<Value | null> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error("It takes too long.")), LIMIT_MS);
  });
  try {
    return await Promise.race([read(), limit]);
  } catch (error) {
    log.error("The database does not answer.", { fault: error });
    return null;
  } finally {
    clearTimeout(timer);
  }
}

/** Whether the database answers, within 3 seconds: without it nobody can sign in and nothing is sent. */
export const isReady = async (): Promise<boolean> =>
  (await inTime(async () => sql`select 1`.execute(await getDatabase()))) !== null;

/** What is open in the journal; null when the database does not answer within 3 seconds. */
export const readJournal = (now: Date): Promise<Backlog | null> =>
  inTime(async () => readBacklog(await getDatabase(), now));

/** How this console fares, part by part. What it knows of Adapty it has from the calls that are made anyway, and from few of its own. */
export async function readHealth(now: Date): Promise<Part[]> {
  const [journal] = await Promise.all([readJournal(now), askWhereSilent(now)]);
  const apps = env.apps.map(({ id, name }) => ({ id, name, heard: heardFor(id) }));
  return judgeHealth({ apps, journal, posted: env.outside.webhook && lastPost(), now: now.getTime() });
}
