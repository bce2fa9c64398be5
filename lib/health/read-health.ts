import "server-only";
import { lastPost } from "@/lib/alerts/last-post";
import { env } from "@/lib/env";
import { lastLook } from "@/lib/operations/last-look";
import { type Backlog, readBacklog } from "@/lib/operations/overdue";
import { findRestored } from "@/lib/operations/restored";
import { clockAhead } from "@/lib/world/world";
import { askWhereSilent } from "./ask-adapty";
import { askDatabase, isInPlace, takesWrites } from "./ask-database";
import { judgeHealth, type Part } from "./judge";
import type { DatabaseState } from "./judge-database";
import { heardFor } from "./watch-adapty";

/** Whether the database answers out of its own tables, within 3 seconds: without it nobody can sign in and nothing is sent. */
export const isReady = async (): Promise<boolean> =>
  (await askDatabase("ready", (db) => db.selectFrom("operation").select("id").limit(1).execute())) !== null;

/** What is open in the journal; null when the database does not answer within 3 seconds. */
export const readJournal = async (now: Date): Promise<Backlog | null> =>
  (await askDatabase("journal", (db) => readBacklog(db, now)))?.answer ?? null;

async function readDatabase(now: Date, answers: boolean): Promise<DatabaseState> {
  if (!(await isInPlace())) return "replaced";
  if (!answers) return "silent";
  return (await takesWrites(now)) ? "well" : "takes_nothing";
}

/** How this console fares, part by part. What it knows of Adapty it has from the calls that are made anyway, and from few of its own. */
export async function readHealth(now: Date): Promise<Part[]> {
  const [journal, restored] = await Promise.all([
    readJournal(now),
    askDatabase("restored", findRestored),
    askWhereSilent(now),
  ]);
  const database = await readDatabase(now, journal !== null && restored !== null);
  const apps = env.apps.map(({ id, name }) => ({ id, name, heard: heardFor(id) }));
  const posted = env.outside.webhook && lastPost();
  return judgeHealth({
    apps,
    database,
    journal,
    posted,
    restored: restored?.answer ?? null,
    looked: lastLook(),
    ahead: clockAhead(),
    now: now.getTime(),
  });
}
