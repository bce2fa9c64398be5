import "server-only";
import { createHash } from "node:crypto";
import type { AuditEventTable, AuditPersonalTable } from "@/lib/db/schema";
import { canonicalize, isCanonical } from "./canonical";
import { toCanonical } from "./chain";
import { showRow } from "./open-event";
import { signJson } from "./signing-key";

/** Whoever may export holds seals of this console's key; only that of an archive lets what it covers go. */
export type SealKind = "export" | "archive";

/**
 * What the last line of an export says of the lines before it, signed. `filtered`: some events between `first` and `last` were
 * not asked for; `digest` is the SHA-256 of the hashes of all lines, one after the other.
 */
export type ExportSeal = {
  kind: SealKind;
  events: number;
  first: number;
  last: number;
  filtered: boolean;
  digest: string;
};

/** What goes into the hash letter by letter, as text where it is not what the console writes; `unreadable`: and what is no text. */
function quoteUnreadable(kept: AuditEventTable): { event: AuditEventTable; unreadable: string[] } {
  const { row, broken } = showRow(kept);
  const quoted = (["changes", "detail"] as const).filter((part) => kept[part] !== null && !isCanonical(kept[part]));
  const event = Object.assign({ ...row }, ...quoted.map((part) => ({ [part]: JSON.stringify(row[part]) })));
  return { event, unreadable: [...new Set([...quoted, ...broken])] };
}

/**
 * One event as a line of an export, without its line break: `event` is what the hash covers, in canonical JSON. `personal`
 * holds, for each part that is to be shown, what the chain's commitment can be checked with; left out, the line still verifies.
 * `unreadable` names what does not stand as it was written, if anything: such a line never verifies.
 */
export function toExportLine(
  row: AuditEventTable,
  personal: readonly AuditPersonalTable[] = [],
  altered: readonly AuditPersonalTable["part"][] = [],
): string {
  const { event, unreadable: own } = quoteUnreadable(row);
  const { hash, prev_hash } = event;
  const unreadable = [...own, ...altered];
  const shown = personal.flatMap(({ part, salt, body }) => (salt && body ? [[part, { salt, body }] as const] : []));
  const rest = canonicalize({
    hash,
    prev_hash,
    ...(shown.length > 0 && { personal: Object.fromEntries(shown) }),
    ...(unreadable.length > 0 && { unreadable }),
  });
  return `{"event":${toCanonical(event)},${rest.slice(1)}`;
}

/** Counts the lines of an export while it is written, oldest event first; `seal` is its last line, without which it is not whole. */
export function createExportSeal({ kind, filtered }: { kind: SealKind; filtered: boolean }) {
  const digest = createHash("sha256");
  const counted = { events: 0, first: 0, last: 0 };
  return {
    add({ seq, hash }: Pick<AuditEventTable, "seq" | "hash">): void {
      digest.update(hash);
      counted.events += 1;
      counted.first ||= seq;
      counted.last = seq;
    },
    /** `key`: the private key as openSigningKey answers it. */
    seal(key: string): string {
      const seal: ExportSeal = { kind, ...counted, filtered, digest: digest.digest("hex") };
      return canonicalize({ seal, signature: signJson(seal, key) });
    },
  };
}
