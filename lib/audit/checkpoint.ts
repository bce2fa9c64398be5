import "server-only";
import type { KeyObject } from "node:crypto";
import { readFileSync } from "node:fs";
import type { Kysely } from "kysely";
import { z } from "zod";
import type { Schema } from "@/lib/db/schema";
import { appendLine } from "./append-line";
import { canonicalize } from "./canonical";
import { readEventColumns } from "./read-rows";
import { isSignedJson, openSigningKey, signJson } from "./signing-key";

const EVERY_EVENTS = 1000;
const EVERY_MS = 10 * 60_000;

/** The record up to event `seq`, whose hash was `hash`, at `at` (ISO, UTC). */
export type Checkpoint = { seq: number; hash: string; at: string };
export type AuditFiles = { keyFile: string; checkpointFile: string; archiveFolder: string };

const lineSchema = z.object({
  checkpoint: z.strictObject({ seq: z.number(), hash: z.string(), at: z.string() }),
  signature: z.string(),
});

/** Whether what came after the last checkpoint is many or old enough for the next. */
export function isCheckpointDue(headSeq: number, last: Checkpoint | null, now: Date): boolean {
  if (headSeq <= (last?.seq ?? 0)) return false;
  return !last || headSeq - last.seq >= EVERY_EVENTS || now.getTime() - Date.parse(last.at) >= EVERY_MS;
}

const readLines = (file: string): string[] => {
  try {
    return readFileSync(file, "utf8").split("\n").filter(Boolean);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  }
};

const TORN = "torn";

const parseLine = (line: string) => {
  try {
    return lineSchema.safeParse(JSON.parse(line)).data;
  } catch {
    return TORN;
  }
};

/**
 * The checkpoints in the file, oldest first; `broken` is the first line whose signature this key did not make. A line that was
 * torn while it was written, when the power went or the disk was full, is none: it takes nothing from those around it.
 */
export function readCheckpoints(file: string, key: KeyObject | null): { checkpoints: Checkpoint[]; broken?: number } {
  const checkpoints: Checkpoint[] = [];
  for (const [index, line] of readLines(file).entries()) {
    const held = parseLine(line);
    if (held === TORN) continue;
    if (!held || !key || !isSignedJson(held.checkpoint, held.signature, key)) return { checkpoints, broken: index + 1 };
    checkpoints.push(held.checkpoint);
  }
  return { checkpoints };
}

/** The newest checkpoint as it stands in the file, whoever signed it. */
export function findLastCheckpoint(file: string): Checkpoint | null {
  for (const line of readLines(file).reverse()) {
    const held = parseLine(line);
    if (held !== TORN) return held?.checkpoint ?? null;
  }
  return null;
}

/** Signs the newest event and appends it to the file, when one is due. Answers the newest checkpoint there is. */
export async function takeCheckpoint(
  db: Kysely<Schema>,
  { keyFile, checkpointFile }: Omit<AuditFiles, "archiveFolder">,
  { last, now }: { last: Checkpoint | null; now: Date },
): Promise<Checkpoint | null> {
  const newest = db.selectFrom("audit_event").orderBy("seq", "desc").limit(1);
  const [head] = await readEventColumns(db, newest, ["seq", "hash"]);
  if (!head || !isCheckpointDue(head.seq, last, now)) return last;
  const checkpoint = { ...head, at: now.toISOString() };
  const line = canonicalize({ checkpoint, signature: signJson(checkpoint, openSigningKey(keyFile)) });
  appendLine(checkpointFile, line);
  return checkpoint;
}
