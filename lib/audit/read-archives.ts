import "server-only";
import type { KeyObject } from "node:crypto";
import type { Kysely } from "kysely";
import { z } from "zod";
import type { AuditArchiveTable, AuditEventTable, Schema } from "@/lib/db/schema";
import { archivePath, readLines } from "./archive-file";
import { canonicalize, type Json } from "./canonical";
import type { createJudge } from "./judge";
import { isSignedJson } from "./signing-key";
import type { Verdict } from "./verdict";

const sealedSchema = z.object({ seal: z.record(z.string(), z.json()), signature: z.string() });

const readSealed = (sealed: string) => {
  try {
    return sealedSchema.safeParse(JSON.parse(sealed)).data;
  } catch {
    return undefined;
  }
};

/** An export of the same events bears a signature of this key, too, but not as an archive. */
const isSealed = ({ sealed, first_seq, last_seq }: AuditArchiveTable, key: KeyObject): boolean => {
  const { seal, signature } = readSealed(sealed) ?? {};
  if (!seal || signature === undefined || seal.kind !== "archive") return false;
  return seal.first === first_seq && seal.last === last_seq && isSignedJson(seal as Json, signature, key);
};

export const listArchives = (db: Kysely<Schema>): Promise<AuditArchiveTable[]> =>
  db.selectFrom("audit_archive").selectAll().orderBy("last_seq").execute();

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
  let ends = "";
  try {
    for await (const { line, text } of readLines(archivePath(folder, { first, last }))) {
      ends = text;
      if (!line) continue;
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
  return ends === sealed && hash === last_hash ? null : { verdict: "altered", at: last };
}
