import "server-only";
import type { AuditArchiveTable, AuditEventTable, AuditPersonalTable } from "@/lib/db/schema";
import { isCanonical } from "./canonical";
import { GENESIS, hashEvent, isCommitted, toCanonical } from "./chain";
import type { Checkpoint } from "./checkpoint";
import type { Verdict } from "./verdict";

export const ERASE = "personal.erase";
export const ARCHIVE = "audit.archive";

const targetOf = (event: AuditEventTable) => JSON.stringify([event.app, event.target_type, event.target_id]);
const ownerOf = (event: AuditEventTable, part: AuditPersonalTable["part"]) =>
  part === "actor" ? JSON.stringify([null, "account", event.actor_id]) : targetOf(event);

/** What goes into the hash letter by letter must be one JSON value each: else one column might hold what another held. */
const readCanonical = (event: AuditEventTable): string | null =>
  [event.changes, event.detail].every((json) => json === null || isCanonical(json)) ? toCanonical(event) : null;

/** Judges a record event by event, oldest first. `start`: the event before the first. `take` answers the first thing wrong; `finish` judges what it all comes to. */
export function createJudge(checkpoints: readonly Checkpoint[], start = { seq: 0, hash: GENESIS }) {
  const signed = new Map<number, string[]>();
  for (const { seq, hash } of checkpoints) signed.set(seq, [...(signed.get(seq) ?? []), hash]);
  const lastSigned = Math.max(0, ...signed.keys());
  /** By the event that erased it, of whom, the first event whose part is gone. */
  const erased = new Map<number, Map<string, number>>();
  /** By the first and last event that were archived, the newest event that says so. */
  const archivings = new Map<string, number>();
  let head = start;
  let covered = 0;

  function isHeld(event: AuditEventTable, part: AuditPersonalTable["part"], held: AuditPersonalTable | undefined) {
    const commitment = event[`${part}_commitment`];
    if (!held) return commitment === null;
    if (commitment === null) return false;
    const { salt, body } = held;
    if (held.erased_by === null) return salt !== null && body !== null && isCommitted(commitment, { salt, body });
    const owners = erased.get(held.erased_by) ?? new Map<string, number>();
    erased.set(held.erased_by, owners);
    const owner = ownerOf(event, part);
    if (!owners.has(owner)) owners.set(owner, event.seq);
    return body === null && salt === null && held.erased_by > event.seq;
  }

  function areHeld(event: AuditEventTable, personal: readonly AuditPersonalTable[]): boolean {
    const parts = (["actor", "subject"] as const).map(
      (part) => [part, personal.find((row) => row.part === part)] as const,
    );
    const known = parts.filter(([, row]) => row).length === personal.length;
    return known && parts.every(([part, row]) => isHeld(event, part, row));
  }

  /** `personal`: null for an event of an archive, which keeps none. */
  function take(
    event: AuditEventTable,
    personal: readonly AuditPersonalTable[] | null,
    canonical = readCanonical(event),
  ): Verdict | null {
    const { seq, hash, prev_hash } = event;
    if (seq > head.seq + 1) return { verdict: "cut_middle", from: head.seq + 1, to: seq - 1 };
    if (seq <= head.seq || canonical === null || hash !== hashEvent(prev_hash, canonical))
      return { verdict: "altered", at: seq };
    // This one is as it was written, so it is the one before that is not.
    if (prev_hash !== head.hash) return { verdict: "altered", at: Math.max(1, head.seq) };
    if (personal && !areHeld(event, personal)) return { verdict: "altered", at: seq };
    if (event.action === ARCHIVE) {
      const { detail } = JSON.parse(canonical) as { detail?: { first?: unknown; last?: unknown } };
      archivings.set(`${detail?.first}-${detail?.last}`, seq);
    }
    if (event.action === ERASE) erased.get(seq)?.delete(targetOf(event));
    const anchors = signed.get(seq);
    if (anchors?.some((anchor) => anchor !== hash)) return { verdict: "rewritten", from: covered + 1, to: seq };
    if (anchors) covered = seq;
    head = { seq, hash };
    return null;
  }

  /** `orphan`: the highest number of an event of which only the personal part is left. What was archived must be told by an event. */
  function finish(orphan: number, archives: readonly AuditArchiveTable[] = []): Verdict {
    const upTo = Math.max(lastSigned, orphan);
    if (upTo > head.seq) return { verdict: "cut_end", after: head.seq, upTo };
    const untold = archives.find(
      ({ first_seq: first, last_seq: last }) => (archivings.get(`${first}-${last}`) ?? 0) <= last,
    );
    if (untold) return { verdict: "cut_middle", from: untold.first_seq, to: untold.last_seq };
    const gone = [...erased.values()].flatMap((owners) => [...owners.values()]);
    if (gone.length > 0) return { verdict: "altered", at: Math.min(...gone) };
    if (head.seq > 0 && lastSigned === 0)
      return { verdict: "unanchored", why: "there is no checkpoint to compare it with" };
    return { verdict: "sound", first: Math.min(1, head.seq), last: head.seq, covered };
  }

  return { take, finish, head: () => head };
}
