import "server-only";
import type { Kysely } from "kysely";
import type { AuditArchiveTable, Schema } from "@/lib/db/schema";
import { type AuditFiles, readCheckpoints } from "./checkpoint";
import { createJudge } from "./judge";
import { judgeArchive, listArchives } from "./read-archives";
import { readPage } from "./read-page";
import { readVerifyingKey } from "./signing-key";
import type { Verdict } from "./verdict";

async function findNewestPart(db: Kysely<Schema>): Promise<number> {
  const parts = db.selectFrom("audit_personal").select(({ fn }) => fn.max("seq").as("seq"));
  // SQLite takes any text in the place of a number for more than every number.
  const newest = parts.where("seq", "<=", Number.MAX_SAFE_INTEGER);
  return (await newest.executeTakeFirst())?.seq ?? 0;
}

/** The next events, and what findNewestPart found before them; torn: where bytes of SQLite's file do not even make rows. */
async function readNext(db: Kysely<Schema>, after: number, most: number | undefined) {
  try {
    // Before the events, so that its event is among them unless it was cut.
    const newestPart = await findNewestPart(db);
    return { newestPart, page: await readPage(db, after, { ...(most && { most }) }) };
  } catch (error) {
    if (/^SQLITE_CORRUPT/.test((error as { code?: string }).code ?? "")) return "torn";
    throw error;
  }
}

type Verified = { found: Verdict; events: number };

/**
 * Reads the whole record, archives first, oldest event first, and says whether it is as it was written and signed. `events`
 * counts what was read. The record may grow meanwhile, and its beginning be archived.
 */
export async function verifyRecord(db: Kysely<Schema>, files: AuditFiles): Promise<Verified> {
  const archives = await listArchives(db);
  const verified = await verifyOnce(db, files, archives);
  const grew = (await listArchives(db)).length > archives.length;
  return grew && verified.found.verdict !== "sound" ? verifyRecord(db, files) : verified;
}

async function verifyOnce(db: Kysely<Schema>, files: AuditFiles, archives: AuditArchiveTable[]): Promise<Verified> {
  const key = readVerifyingKey(files.keyFile);
  // Before the events: what is signed while they are read may be newer than the last page.
  const { checkpoints, broken } = readCheckpoints(files.checkpointFile, key);
  const judge = createJudge(checkpoints);
  let events = 0;
  const count = () => {
    events += 1;
  };
  for (const archive of archives) {
    const wrong = await judgeArchive(archive, { folder: files.archiveFolder, key, judge, count });
    if (wrong) return { found: wrong, events };
  }
  const archived = judge.head().seq;
  // Below any number: nobody may put an event before the first.
  for (let after = Number.MIN_SAFE_INTEGER, most: number | undefined; ; ) {
    const read = await readNext(db, after, most);
    if (read === "torn" && most === 1) return { found: { verdict: "altered", at: judge.head().seq + 1 }, events };
    if (read === "torn") {
      // One by one, up to the event that cannot be read.
      most = 1;
      continue;
    }
    const { newestPart, page } = read;
    for (const event of page.events) {
      const wrong = judge.take(event, page.parts.get(event.seq) ?? []);
      count();
      if (wrong) return { found: wrong, events };
      after = event.seq;
    }
    if (page.events.length > 0) continue;
    const found = judge.finish(newestPart, archives);
    const why = `line ${broken} of the checkpoint file bears no signature of this key`;
    const unproven = broken !== undefined && (found.verdict === "sound" || found.verdict === "unanchored");
    if (unproven) return { found: { verdict: "unanchored", why }, events };
    return { found: found.verdict === "sound" && archived > 0 ? { ...found, archived } : found, events };
  }
}
