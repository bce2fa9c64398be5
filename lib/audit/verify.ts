import "server-only";
import type { Kysely } from "kysely";
import type { AuditPersonalTable, Schema } from "@/lib/db/schema";
import { type AuditFiles, readCheckpoints } from "./checkpoint";
import { createJudge } from "./judge";
import { readVerifyingKey } from "./signing-key";
import type { Verdict } from "./verdict";

const PAGE = 2_000;

/** Events by number, and their personal parts. */
async function readPage(db: Kysely<Schema>, after: number) {
  const events = await db
    .selectFrom("audit_event")
    .selectAll()
    .where("seq", ">", after)
    .orderBy("seq")
    .limit(PAGE)
    .execute();
  const parts = await db
    .selectFrom("audit_personal")
    .selectAll()
    .where("seq", ">", after)
    .where("seq", "<=", events.at(-1)?.seq ?? after)
    .execute();
  const bySeq = new Map<number, AuditPersonalTable[]>();
  for (const part of parts) bySeq.set(part.seq, [...(bySeq.get(part.seq) ?? []), part]);
  return { events, parts: bySeq };
}

async function findNewestPart(db: Kysely<Schema>): Promise<number> {
  const newest = db.selectFrom("audit_personal").select(({ fn }) => fn.max("seq").as("seq"));
  return (await newest.executeTakeFirst())?.seq ?? 0;
}

/**
 * Reads the whole record, oldest first, and says whether it is as it was written and signed. `events` counts what was read.
 * The record may grow meanwhile.
 */
export async function verifyRecord(db: Kysely<Schema>, files: AuditFiles): Promise<{ found: Verdict; events: number }> {
  // Before the events: what is signed while they are read may be newer than the last page.
  const { checkpoints, broken } = readCheckpoints(files.checkpointFile, readVerifyingKey(files.keyFile));
  const judge = createJudge(checkpoints);
  let events = 0;
  for (let after = 0; ; ) {
    // Before the events, so that its event is among them unless it was cut.
    const newestPart = await findNewestPart(db);
    const page = await readPage(db, after);
    for (const event of page.events) {
      const wrong = judge.take(event, page.parts.get(event.seq) ?? []);
      events += 1;
      if (wrong) return { found: wrong, events };
      after = event.seq;
    }
    if (page.events.length > 0) continue;
    const found = judge.finish(newestPart);
    const why = `line ${broken} of the checkpoint file bears no signature of this key`;
    const unproven = broken !== undefined && (found.verdict === "sound" || found.verdict === "unanchored");
    return { found: unproven ? { verdict: "unanchored", why } : found, events };
  }
}
