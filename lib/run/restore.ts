import { existsSync, renameSync } from "node:fs";
import { resolve } from "node:path";
import { findLastCheckpoint } from "@/lib/audit/checkpoint";
import { replaceSqlite, whyNotSound } from "@/lib/db/copy-sqlite";
import { isPostgres, openDatabase } from "@/lib/db/open";
import { sqliteFile } from "@/lib/db/sqlite-file";
import { whyInUse } from "@/lib/db/why-in-use";
import { env } from "@/lib/env";
import { findBackup, markRestored, toBackupRow } from "@/lib/restore/backup-mark";
import { stamp } from "./stamp";

// `npm run restore -- file`: puts a backup in the place of the embedded database, which is kept.
// `npm run restore -- --as-of 2026-11-22T03:00:00Z`: says that a database was put back by other means, as PostgreSQL's are.

const NO_BACKUP =
  "no backup was named. Put one back with npm run restore -- data/backups/console.db; of a database that other tools put back, say when its backup was made with npm run restore -- --as-of 2026-11-22T03:00:00Z";
const NO_MOMENT =
  "what follows --as-of must be when the backup was made, a moment that has passed, such as 2026-11-22T03:00:00Z";
const now = new Date();
const { checkpointFile } = env.audit;

/** The old checkpoints sign a record that is no more: kept, so that what was lost can be shown, and out of the way of the next. */
function keepCheckpointsAside(): void {
  if (!existsSync(checkpointFile)) return;
  const aside = `${checkpointFile}.before-restore-${stamp(now)}`;
  renameSync(checkpointFile, aside);
  console.log(`The signed checkpoints of what was there before are kept as ${aside}.`);
}

async function restoreFile(from: string): Promise<void> {
  if (isPostgres(env.databaseUrl))
    throw new Error("DATABASE_URL names PostgreSQL, which pg_restore puts back: see Backup in README.md");
  const file = sqliteFile(env.databaseUrl);
  const aside = `${file}.before-restore-${stamp(now)}`;
  const why = existsSync(from) ? await whyNotSound(from) : `there is no file ${from}`;
  if (why) throw new Error(why);
  const backup = await findBackup(`file:${from}`);
  const marked = toBackupRow({ ...backup, signed: findLastCheckpoint(checkpointFile)?.seq }, now);
  const isThere = existsSync(file);
  await replaceSqlite(file, { from, aside, marked });
  console.log(`Restored from the backup of ${backup.of}.`);
  if (isThere) console.log(`What was there before is kept as ${aside}.`);
}

async function tell(of: string): Promise<void> {
  // One that runs would learn of it only when it starts anew, and send until then.
  const why = await whyInUse(env.databaseUrl);
  if (why) throw new Error(why);
  const db = await openDatabase(env.databaseUrl);
  try {
    await markRestored(db, { of, signed: findLastCheckpoint(checkpointFile)?.seq }, now);
  } finally {
    await db.destroy();
  }
  console.log(`The database is told to be as of ${of}.`);
}

async function putBack(): Promise<void> {
  const [first, second] = process.argv.slice(2);
  if (first === undefined) throw new Error(NO_BACKUP);
  if (first !== "--as-of") await restoreFile(resolve(first));
  else if (second === undefined || !(Date.parse(second) <= now.getTime())) throw new Error(NO_MOMENT);
  else await tell(new Date(second).toISOString());
}

const FOLLOWS = [
  "Start the console now. What follows by itself:",
  "- Nothing is sent to Adapty until every write that was under way in the backup is looked for there; a line on every page says so.",
  "- Everybody signs in again.",
  "- Customers who were erased since are erased again.",
  "What is yours to do:",
  "- Look through Team and Settings: who was disabled, and what was changed, since the backup is as it was then.",
  "- What was done to customers since is at Adapty but not in the record here: limits do not count it.",
].join("\n");

async function restore(): Promise<void> {
  try {
    await putBack();
  } catch (error) {
    console.error(`Nothing was restored: ${(error as Error).message}.`);
    process.exitCode = 1;
    return;
  }
  try {
    keepCheckpointsAside();
  } catch (error) {
    console.error(
      `The database was restored, but its old checkpoints could not be put aside: ${(error as Error).message}. Move ${checkpointFile} elsewhere yourself before you start the console: until then its record counts as cut short, and nothing new of it is signed.`,
    );
    process.exitCode = 1;
  }
  console.log(FOLLOWS);
}

await restore();
