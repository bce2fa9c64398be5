import { mkdirSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { copySqlite } from "@/lib/db/copy-sqlite";
import { isPostgres } from "@/lib/db/open";
import { sqliteFile } from "@/lib/db/sqlite-file";
import { env } from "@/lib/env";
import { toBackupRow } from "@/lib/restore/backup-mark";
import { stamp } from "./stamp";

// `npm run backup [-- file]`: copies the embedded database as it is now, also while the console runs.

const now = new Date();
const named = process.argv[2];
try {
  if (isPostgres(env.databaseUrl))
    throw new Error("DATABASE_URL names PostgreSQL, which pg_dump copies: see Backup in README.md");
  const file = sqliteFile(env.databaseUrl);
  const copy = resolve(named ?? join(dirname(file), "backups", `console-${stamp(now)}.db`));
  mkdirSync(dirname(copy), { recursive: true, mode: 0o700 });
  await copySqlite(file, copy, toBackupRow({ of: now.toISOString() }, now));
  console.log(`Backed up into ${copy}: ${statSync(copy).size} bytes, read back and found whole.`);
  console.log(`Keep it where nobody reads it: it holds what the console knows of customers and accounts.`);
  console.log(
    [
      "Not in it, and to be kept elsewhere than the backups:",
      `- ${env.erasedListFile}: a restore needs the newest there is, or customers who were erased since are back.`,
      `- ${env.audit.checkpointFile}: the newest there is shows what a restore lost.`,
      `- ${env.audit.keyFile}: it signs the record.`,
    ].join("\n"),
  );
} catch (error) {
  console.error(`No backup was made: ${(error as Error).message}.`);
  process.exitCode = 1;
}
