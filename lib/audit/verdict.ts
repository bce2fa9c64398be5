/** What the verifier finds, the first thing wrong. Numbers are those of events, both ends included. */
export type Verdict =
  | { verdict: "sound"; first: number; last: number; covered: number; archived?: number }
  | { verdict: "altered"; at: number }
  | { verdict: "cut_middle"; from: number; to: number }
  | { verdict: "cut_end"; after: number; upTo: number }
  | { verdict: "rewritten"; from: number; to: number }
  | { verdict: "unanchored"; why: string }
  | { verdict: "archive_missing"; from: number; to: number };

/** 1 is left for a verifier that could not look. */
export const exitCodes: Record<Verdict["verdict"], number> = {
  sound: 0,
  altered: 2,
  cut_middle: 3,
  cut_end: 4,
  rewritten: 5,
  unanchored: 6,
  archive_missing: 7,
};

const range = (from: number, to: number) => (from === to ? `event ${from}` : `events ${from} to ${to}`);

/** The verdict as one sentence. */
export function sayVerdict(found: Verdict): string {
  switch (found.verdict) {
    case "sound": {
      const open = found.last - found.covered;
      const rest = open > 0 ? `; the last ${open} came after the newest checkpoint` : "";
      const archived = found.archived ? `; ${range(1, found.archived)} in archives` : "";
      return found.last === 0
        ? "Sound: nothing is recorded yet."
        : `Sound: ${range(found.first, found.last)} as written and signed${rest}${archived}.`;
    }
    case "altered":
      return `Altered at ${found.at}: this event is not what was written.`;
    case "cut_middle":
      return `Cut in the middle: ${range(found.from, found.to)} missing.`;
    case "cut_end":
      return `Cut at the end: ${range(found.after + 1, found.upTo)} missing at least; the record was shortened or rolled back.`;
    case "rewritten":
      return `Rewritten: something among ${range(found.from, found.to)} is not what was signed, and the chain was made anew after it.`;
    case "archive_missing":
      return `An archive is missing: the file with ${range(found.from, found.to)}. Put it back, or name its folder in AUDIT_ARCHIVE_DIR.`;
    case "unanchored":
      return `Not proven: the chain is whole in itself, but ${found.why}.`;
  }
}
