import "server-only";
import type { KeyObject } from "node:crypto";
import type { Kysely } from "kysely";
import type { AuditArchiveTable, AuditEventTable, Schema } from "@/lib/db/schema";
import { archivePath } from "./archive-file";
import { canonicalize, type Json } from "./canonical";
import { readLine, readLines } from "./export-lines";
import type { createJudge } from "./judge";
import { readArchiveRows } from "./read-rows";
import { isSignedJson } from "./signing-key";
import type { Verdict } from "./verdict";

/** An export of the same events bears a signature of this key, too, but not as an archive. */
const isSealed = ({ sealed, first_seq, last_seq }: AuditArchiveTable, key: KeyObject): boolean => {
  const { seal, signature } = readLine(sealed).seal ?? {};
  if (!seal || signature === undefined || seal.kind !== "archive") return false;
  return seal.first === first_seq && seal.last === last_seq && isSignedJson(seal, signature, key);
};

export const listArchives = (db: Kysely<Schema>): Promise<AuditArchiveTable[]> =>
  readArchiveRows(db, db.selectFrom("audit_archive").orderBy("last_seq"));

/**
 * Lets the judge take the events of an archive, and answers the first thing wrong. An archive that this key did not sign counts
 * for nothing: what it stands for is missing. `take` counts what was read.
 */
export async function judgeArchive(
  archive: AuditArchiveTable,
  {
    folder,
    key,
    judge,
    count,
  }: {
    folder: string;
    key: KeyObject | null;
    judge: ReturnType<typeof createJudge>;
    count: () => void;
  },
): Promise<Verdict | null> {
  const { first_seq: first, last_seq: last, last_hash, sealed } = archive;
  if (key && !isSealed(archive, key)) return { verdict: "cut_middle", from: first, to: last };
  let ended = false;
  try {
    for await (const text of readLines(archivePath(folder, { first, last }))) {
      if (!ended && text === sealed) {
        ended = true;
        continue;
      }
      // An archive holds events and, at its end, its seal: nothing vouches for anything else in it.
      const line = ended ? undefined : readLine(text).event;
      if (!line || line.personal || line.unreadable)
        return { verdict: "altered", at: Math.min(judge.head().seq + 1, last) };
      const { event, hash, prev_hash } = line;
      const wrong = judge.take(
        { ...event, hash, prev_hash } as unknown as AuditEventTable,
        null,
        canonicalize(event as Json),
      );
      count();
      if (wrong) return wrong;
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT")
      return { verdict: "archive_missing", from: first, to: last };
    throw error;
  }
  const { seq, hash } = judge.head();
  if (seq < last) return { verdict: "cut_middle", from: seq + 1, to: last };
  return ended && hash === last_hash ? null : { verdict: "altered", at: last };
}
