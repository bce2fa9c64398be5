import "server-only";
import type { Kysely } from "kysely";
import { LATE, noLongerThan } from "@/lib/clock/no-longer-than";
import { getDatabase } from "@/lib/db/database";
import { isFileInPlace } from "@/lib/db/file-in-place";
import { putSetting } from "@/lib/db/put-setting";
import type { Schema } from "@/lib/db/schema";
import { log } from "@/lib/log/log";
import { oneInProcess } from "@/lib/world/one-in-process";

const LIMIT_MS = 3_000;
const WRITE_EVERY_MS = 60_000;

/** Of the table of settings, the row that is written to see whether anything can be. */
const KEY = "health";

type Question = "ready" | "journal" | "restored" | "write";

const memory = oneInProcess("consoleAskedDatabase", () => ({
  underWay: new Map<Question, Promise<unknown>>(),
  unanswered: new Set<Question>(),
  wrote: { at: Number.NEGATIVE_INFINITY, taken: true },
}));

/** One question is under way at a time, however many ask it: a database that hangs is not asked more and more. */
function askOnce<Value>(question: Question, read: (db: Kysely<Schema>) => Promise<Value>): Promise<Value> {
  const asked = memory.underWay.get(question);
  if (asked) return asked as Promise<Value>;
  const asking = getDatabase()
    .then((db) => {
      if (!isFileInPlace(db)) throw new Error("the file is not the one that was opened");
      return read(db);
    })
    .finally(() => memory.underWay.delete(question));
  memory.underWay.set(question, asking);
  return asking;
}

function tellLog(question: Question, fault?: unknown): void {
  const { unanswered } = memory;
  const isWrite = question === "write";
  if (fault === undefined) {
    if (!unanswered.delete(question)) return;
    if (isWrite) log.info("The database takes what is written again.");
    else log.info("The database answers again.", { name: question });
  } else if (!unanswered.has(question)) {
    unanswered.add(question);
    if (isWrite) log.error("The database takes nothing.", { fault });
    else log.error("The database does not answer.", { name: question, fault });
  }
}

/**
 * What `read` answers; null when it fails or takes longer than 3 seconds. Who asks the same meanwhile is answered with it, and
 * the log tells when the answers cease and when they come again.
 */
export async function askDatabase<Value>(
  question: Question,
  read: (db: Kysely<Schema>) => Promise<Value>,
): Promise<{ answer: Value } | null> {
  try {
    const answer = await noLongerThan(LIMIT_MS, askOnce(question, read));
    if (answer === LATE) throw new Error("It takes too long.");
    tellLog(question);
    return { answer };
  } catch (fault) {
    tellLog(question, fault);
    return null;
  }
}

/** Whether the database takes what is written, by a row that is written at most once a minute. */
export async function takesWrites(now: Date): Promise<boolean> {
  const { wrote } = memory;
  if (now.getTime() - wrote.at < WRITE_EVERY_MS) return wrote.taken;
  const written = await askDatabase("write", (db) => putSetting(db, KEY, {}, now));
  memory.wrote = { at: now.getTime(), taken: written !== null };
  return written !== null;
}

/** Whether SQLite's file is still the one that this console opened. */
export const isInPlace = async (): Promise<boolean> => getDatabase().then(isFileInPlace, () => true);
