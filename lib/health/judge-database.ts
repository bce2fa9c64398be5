import type { Part } from "./judge";

/** `silent`: it does not answer; `replaced`: the file is not the one that was opened; `takes_nothing`: it can only be read. */
export type DatabaseState = "well" | "silent" | "replaced" | "takes_nothing";

const wrong: Record<Exclude<DatabaseState, "well">, { says: string; todo: string }> = {
  silent: {
    says: "The database does not answer, so nothing is sent to Adapty: nothing leaves unrecorded.",
    todo: "Look whether its server runs and can be reached from here, and whether a disk is full. It is tried again by itself.",
  },
  replaced: {
    says: "The database file is not the one any more that this console opened: it was moved, deleted or replaced while the console ran. Nothing is sent to Adapty: nothing leaves unrecorded.",
    todo: "Stop this console, put the file back or restore a backup, and start it again. What was sent before stands in Adapty.",
  },
  takes_nothing: {
    says: "The database can be read but takes nothing, so nothing is sent to Adapty: nothing leaves unrecorded.",
    todo: "Look whether its disk is full, and whether it may be written to. It is tried again by itself; nothing has to be restarted.",
  },
};

/** Whether what happens can be recorded. */
export const judgeDatabase = (state: DatabaseState): Part =>
  state === "well"
    ? { id: "database", state: "well", says: "The database answers, and takes what is written." }
    : { id: "database", state: "degraded", ...wrong[state] };

/** `since` (ISO, UTC): when it was noticed; `left`: how many writes are still to be looked for. */
export type Restoring = { at: string; left: number };

/** What a database that was put back still waits for. */
export function judgeRestored({ at, left }: Restoring): Part {
  const waits =
    left === 0
      ? "what was under way then is looked for there"
      : left === 1
        ? "one write that was under way then is looked for there"
        : `${left} writes that were under way then are looked for there`;
  return {
    id: "restore",
    state: "degraded",
    says: `The database was restored from a backup, and nothing is sent to Adapty until ${waits}.`,
    since: Date.parse(at),
    todo: "The console does that by itself, as a rule within a minute. If it goes on, look whether Adapty answers: until it does, nothing can be told.",
  };
}
