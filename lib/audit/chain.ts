import "server-only";
import { hash } from "node:crypto";
import type { AuditEventTable } from "@/lib/db/schema";
import { isCanonical } from "./canonical";

/** What the first event follows. */
export const GENESIS = "0".repeat(64);

export type Chained = Omit<AuditEventTable, "prev_hash" | "hash">;

/** What the hash covers, in the order of RFC 8785. */
export const chainedColumns = [
  "action",
  "action_version",
  "actor_commitment",
  "actor_id",
  "actor_role",
  "app",
  "changes",
  "detail",
  "id",
  "operation_id",
  "outcome",
  "reason",
  "recorded_at",
  "request_id",
  "seq",
  "subject_commitment",
  "target_id",
  "target_type",
] as const satisfies (keyof Chained)[];

/**
 * The canonical JSON of a row (RFC 8785), without what is null. `changes` and `detail` hold canonical JSON already and go in
 * letter by letter, so that nothing in them can be altered, not even a space.
 */
export function toCanonical(row: Chained): string {
  let text = "";
  for (const column of chainedColumns) {
    const value = row[column];
    if (value === null) continue;
    const json = column === "changes" || column === "detail" ? value : JSON.stringify(value);
    text += `${text ? "," : "{"}"${column}":${json}`;
  }
  return `${text}}`;
}

const sha256 = (text: string): string => hash("sha256", text);

/** SHA-256 in hex of the hash before and the canonical JSON. */
export const hashEvent = (previous: string, canonical: string): string => sha256(previous + canonical);

/** What the chain holds of a text that may be erased. Without its salt of 128 bits nobody can guess the text from it. */
export const commit = (salt: string, body: string): string => sha256(salt + body);

const SALT = /^[0-9a-f]{32}$/;

/** Is this the text that was committed to? Only in the form it was written in: else the salt might hold what the body held. */
export const isCommitted = (commitment: unknown, { salt, body }: { salt: string; body: string }): boolean =>
  SALT.test(salt) && isCanonical(body) && commit(salt, body) === commitment;
