import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Kysely, sql } from "kysely";
import { onTestFinished } from "vitest";
import { openTestDatabase } from "@/lib/db/database.fixture";
import { isSqlite } from "@/lib/db/dialect";
import type { AuditEventTable, Schema } from "@/lib/db/schema";
import { takeCheckpoint } from "./checkpoint";
import { append, at, grant, view } from "./record.fixture";
import { verifyRecord } from "./verify";

type Db = Kysely<Schema>;

/** Where key, checkpoints and archives of one test lie; gone when it ends. */
export function newFiles() {
  const folder = mkdtempSync(join(tmpdir(), "audit-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const archiveFolder = join(folder, "archive");
  return { keyFile: join(folder, "key.pem"), checkpointFile: join(folder, "checkpoints.jsonl"), archiveFolder };
}

/** What somebody who owns the database can do: nothing holds them. */
export async function unlock(db: Db): Promise<void> {
  if (!isSqlite(db)) {
    for (const table of ["audit_event", "audit_personal", "audit_archive"]) {
      await sql.raw(`alter table ${table} disable trigger user`).execute(db);
    }
    return;
  }
  const { rows } = await sql<{ name: string }>`select name from sqlite_master where type = 'trigger'`.execute(db);
  for (const { name } of rows) await sql.raw(`drop trigger ${name}`).execute(db);
}

export const update = (db: Db, seq: number, row: Partial<AuditEventTable>) =>
  db.updateTable("audit_event").set(row).where("seq", "=", seq).execute();

/** Six events, the fourth signed, and nothing that keeps a forger away. */
export async function openUnlocked() {
  const [db, files] = [await openTestDatabase(), newFiles()];
  await append(db, view, grant, grant, view);
  await takeCheckpoint(db, files, { last: null, now: at });
  await append(db, grant, grant);
  await unlock(db);
  return { db, files, verdict: async () => (await verifyRecord(db, files)).found };
}

export const remove = async (db: Db, ...seqs: number[]) => {
  await db.deleteFrom("audit_event").where("seq", "in", seqs).execute();
  await db.deleteFrom("audit_personal").where("seq", "in", seqs).execute();
};
