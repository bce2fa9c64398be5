import { existsSync } from "node:fs";
import { readLines } from "@/lib/audit/export-lines";
import { readVerifyingKey } from "@/lib/audit/signing-key";
import { exitCodes, sayVerdict } from "@/lib/audit/verdict";
import { verifyRecord } from "@/lib/audit/verify";
import { verifyExport } from "@/lib/audit/verify-export";
import { whyNotThisVersion } from "@/lib/db/migrate";
import { isPostgres, openReadOnly } from "@/lib/db/open";
import { sqliteFile } from "@/lib/db/sqlite-file";
import { env } from "@/lib/env";

// `npm run audit:verify [export.jsonl]`: says in one sentence whether the record, or an export of it, is as it was written.

async function verifyFile(path: string) {
  if (!existsSync(path)) throw new Error(`There is no file ${path}`);
  return verifyExport(readLines(path), readVerifyingKey(env.audit.keyFile));
}

async function verifyDatabase() {
  if (!isPostgres(env.databaseUrl) && !existsSync(sqliteFile(env.databaseUrl)))
    throw new Error("DATABASE_URL names a file that is not there");
  const db = await openReadOnly(env.databaseUrl);
  try {
    const why = await whyNotThisVersion(db);
    if (why) throw new Error(why);
    return await verifyRecord(db, env.audit);
  } finally {
    await db.destroy();
  }
}

const [path] = process.argv.slice(2);
const started = performance.now();
try {
  const { found, events } = await (path ? verifyFile(path) : verifyDatabase());
  const speed = Math.round(events / ((performance.now() - started) / 1000));
  console.log(`${sayVerdict(found)} ${events} events read, ${speed} a second.`);
  process.exitCode = exitCodes[found.verdict];
} catch (error) {
  console.error(`The record could not be verified: ${(error as Error).message}.`);
  process.exitCode = 1;
}
