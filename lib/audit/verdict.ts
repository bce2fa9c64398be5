/**
 * `covered`: up to which event it is signed. `leftOut`: of a filtered export alone, how many numbers from `first` to `last` are
 * not in it.
 */
type Sound = { verdict: "sound"; first: number; last: number; covered: number; archived?: number; leftOut?: number };

/** What the verifier finds, the first thing wrong. Numbers are those of events, both ends included. */
export type Verdict =
  | Sound
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

function saySound({ first, last, covered, archived, leftOut }: Sound): string {
  if (last === 0)
    return leftOut === undefined
      ? "Sound: nothing is recorded yet."
      : "Sound: nothing fitted the filter of this export.";
  if (leftOut) {
    const held = last - first + 1 - leftOut;
    const others = leftOut === 1 ? "the other one in between is" : `the other ${leftOut} in between are`;
    return `Sound: ${held} events of ${first} to ${last} as written and signed; ${others} not in this file, for the export was filtered.`;
  }
  const open = last - covered;
  const rest = open > 0 ? `; the last ${open} came after the newest checkpoint` : "";
  const away = archived ? `; ${range(1, archived)} in archives` : "";
  const filtered =
    leftOut === 0 ? "; the export was filtered, so what came before or after may not be in this file" : "";
  return `Sound: ${range(first, last)} as written and signed${rest}${away}${filtered}.`;
}

/** The verdict as one sentence. */
export function sayVerdict(found: Verdict): string {
  switch (found.verdict) {
    case "sound":
      return saySound(found);
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
