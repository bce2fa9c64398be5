import "server-only";
import { createHash, type KeyObject } from "node:crypto";
import { canonicalize, type Json } from "./canonical";
import { GENESIS, hashEvent, isCommitted } from "./chain";
import { type EventLine, readLine, type SealLine } from "./export-lines";
import { isSignedJson } from "./signing-key";
import type { Verdict } from "./verdict";

const isAsWritten = ({ event, hash, prev_hash, personal = {}, unreadable }: EventLine) =>
  unreadable === undefined &&
  hash === hashEvent(prev_hash, canonicalize(event as Json)) &&
  Object.entries(personal).every(([part, held]) => isCommitted(event[`${part}_commitment`], held));

/**
 * Judges an export line by line, without the database: its events by their own hashes and the chain between them, and that
 * none is missing by the seal in its last line. `key`: null when there is none to check the seal with.
 */
export async function verifyExport(
  lines: AsyncIterable<string> | Iterable<string>,
  key: KeyObject | null,
): Promise<{ found: Verdict; events: number }> {
  const digest = createHash("sha256");
  let [events, first, head] = [0, 0, { seq: 0, hash: GENESIS }];
  let gap: Verdict | undefined;
  let sealed: SealLine | undefined;
  for await (const text of lines) {
    // The seal is the last line: it says nothing of what stands after it.
    if (sealed) return { found: { verdict: "altered", at: head.seq + 1 }, events };
    const { event: line, seal } = readLine(text);
    sealed = seal;
    if (sealed) continue;
    events += 1;
    if (!line || !isAsWritten(line))
      return { found: { verdict: "altered", at: line?.event.seq ?? head.seq + 1 }, events };
    const { seq } = line.event;
    if (seq <= head.seq) return { found: { verdict: "altered", at: seq }, events };
    if (seq === head.seq + 1 && line.prev_hash !== head.hash) {
      return { found: { verdict: "altered", at: Math.max(1, head.seq) }, events };
    }
    if (events > 1 && seq > head.seq + 1) gap ??= { verdict: "cut_middle", from: head.seq + 1, to: seq - 1 };
    first ||= seq;
    head = { seq, hash: line.hash };
    digest.update(line.hash);
  }
  return { found: judgeSeal(), events };

  function judgeSeal(): Verdict {
    if (!sealed) return { verdict: "cut_end", after: head.seq, upTo: head.seq + 1 };
    const { seal, signature } = sealed;
    if (!key) return { verdict: "unanchored", why: "there is no key to check its seal with" };
    if (!isSignedJson(seal, signature, key))
      return { verdict: "unanchored", why: "its seal bears no signature of this key" };
    if (gap && !seal.filtered) return gap;
    if (head.seq < seal.last) return { verdict: "cut_end", after: head.seq, upTo: seal.last };
    if (first > seal.first) return { verdict: "cut_middle", from: seal.first, to: first - 1 };
    if (events < seal.events) return gap ?? { verdict: "cut_middle", from: seal.first, to: seal.last };
    if (digest.digest("hex") !== seal.digest) return { verdict: "rewritten", from: seal.first, to: seal.last };
    const leftOut = events === 0 ? 0 : head.seq - first + 1 - events;
    return { verdict: "sound", first, last: head.seq, covered: head.seq, ...(seal.filtered && { leftOut }) };
  }
}
