import "server-only";
import { createPublicKey } from "node:crypto";
import { basename } from "node:path";
import { type Kysely, sql } from "kysely";
import { isSqlite } from "@/lib/db/dialect";
import type { Schema } from "@/lib/db/schema";
import { archivePath, writeWhole } from "./archive-file";
import { GENESIS } from "./chain";
import { type AuditFiles, readCheckpoints } from "./checkpoint";
import { theConsole } from "./event";
import { createExportSeal, toExportLine } from "./export-line";
import { readLines } from "./export-lines";
import { ARCHIVE, createJudge } from "./judge";
import { readPage } from "./read-page";
import { holdRecord, record } from "./record";
import { openSigningKey } from "./signing-key";
import { sayVerdict } from "./verdict";
import { verifyExport } from "./verify-export";

/** One archive holds so many events at most: while they are taken out, nobody else records. */
const MOST = 50_000;
/** Of PostgreSQL's advisory locks the one that lets one process at a time archive. */
const LOCK = 7_313_904_222;

export type Archived = { first: number; last: number; path: string };

/** Archives the oldest events, MOST at most, of those before `before`; null when there are none. */
type Step = { before: Date; now: Date; most?: number };

async function findSpan(db: Kysely<Schema>, { before, most = MOST }: Step) {
  const held = await db.selectFrom("audit_archive").selectAll().orderBy("last_seq", "desc").limit(1).executeTakeFirst();
  const newest = await db.selectFrom("audit_event").select("seq").orderBy("seq", "desc").limit(1).executeTakeFirst();
  const young = await db
    .selectFrom("audit_event")
    .select("seq")
    .where("recorded_at", ">=", before.toISOString())
    .orderBy("recorded_at")
    .orderBy("seq")
    .limit(1)
    .executeTakeFirst();
  const head = { seq: held?.last_seq ?? 0, hash: held?.last_hash ?? GENESIS };
  const upTo = Math.min((newest?.seq ?? 0) - 1, (young?.seq ?? Number.POSITIVE_INFINITY) - 1, head.seq + most);
  return { head, first: head.seq + 1, last: upTo };
}

/**
 * Takes the oldest events out of the database, once they stand in a signed file that was read back: the chained part of them
 * alone, for what says something of a person is not kept that long. Rejects, and leaves all as it was, when the record is not
 * sound so far or the file cannot be trusted. Several processes may try at once: one does.
 */
export async function archiveOldest(db: Kysely<Schema>, files: AuditFiles, step: Step): Promise<Archived | null> {
  const { head, first, last } = await findSpan(db, step);
  if (last < first) return null;
  const key = openSigningKey(files.keyFile);
  const { checkpoints } = readCheckpoints(files.checkpointFile, createPublicKey(key));
  const judge = createJudge(checkpoints, head);
  const seal = createExportSeal({ kind: "archive", filtered: false });
  let sealed = "";
  async function* write() {
    for (let after = head.seq; after < last; ) {
      const { events, parts } = await readPage(db, after, { upTo: last });
      if (events.length === 0) throw new Error(`event ${after + 1} is missing`);
      let text = "";
      for (const event of events) {
        const wrong = judge.take(event, parts.get(event.seq) ?? []);
        if (wrong) throw new Error(sayVerdict(wrong));
        seal.add(event);
        text += `${toExportLine(event)}\n`;
        after = event.seq;
      }
      yield text;
    }
    sealed = seal.seal(key);
    yield `${sealed}\n`;
  }
  const path = archivePath(files.archiveFolder, { first, last });
  await writeWhole(files.archiveFolder, path, write());
  let lastText = "";
  async function* readBack() {
    for await (const text of readLines(path)) {
      lastText = text;
      yield text;
    }
  }
  const { found } = await verifyExport(readBack(), createPublicKey(key));
  if (found.verdict !== "sound" || lastText !== sealed) throw new Error(`${path} is not what was written to it`);
  const row = { first_seq: first, last_seq: last, last_hash: judge.head().hash, sealed };
  const taken = await takeOut(db, { ...row, archived_at: step.now.toISOString() }, path);
  return taken ? { first, last, path } : null;
}

/** False when another process was faster. */
async function takeOut(db: Kysely<Schema>, row: Schema["audit_archive"], path: string): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    if (!isSqlite(trx)) await sql`select pg_advisory_xact_lock(${sql.lit(LOCK)})`.execute(trx);
    const { last_seq } = (await trx
      .selectFrom("audit_archive")
      .select(({ fn }) => fn.max("last_seq").as("last_seq"))
      .executeTakeFirst()) ?? { last_seq: null };
    if ((last_seq ?? 0) >= row.first_seq) return false;
    // As whoever erases: first the record, then its rows.
    await holdRecord(trx);
    await trx.insertInto("audit_archive").values(row).execute();
    for (const table of ["audit_word", "audit_personal", "audit_event"] as const) {
      await trx
        .deleteFrom(table as "audit_event")
        .where("seq", "<=", row.last_seq)
        .execute();
    }
    const detail = { first: row.first_seq, last: row.last_seq, file: basename(path) };
    await record(trx, [{ actor: theConsole, action: ARCHIVE, outcome: "done", detail }], new Date(row.archived_at));
    return true;
  });
}
