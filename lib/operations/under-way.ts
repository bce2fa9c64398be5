import "server-only";
import { storageHere } from "@/lib/world/world";
import type { JournalRow } from "./journal-row";

type Taken = { lease: number; checks: number };

// Next holds several instances of a module in one process; what it has under way is one.
const shared = globalThis as typeof globalThis & {
  consoleUnderWay?: {
    sent: Map<string, JournalRow>;
    taken: Map<string, Taken>;
    takesMore: boolean;
    sendsMore: boolean;
  };
};
shared.consoleUnderWay ??= { sent: new Map(), taken: new Map(), takesMore: true, sendsMore: true };

/** What this process is doing just now: the writes it sends, as they were claimed, and what its runner looks for, by id. */
export const underWay = shared.consoleUnderWay;

/** Does `step` and keeps `held` in `list` meanwhile. */
export async function keepWhile<Held, Value>(
  list: Map<string, Held>,
  [id, held]: [string, Held],
  step: () => Promise<Value>,
): Promise<Value> {
  // Another world has no process that is told to stop.
  if (storageHere()) return step();
  list.set(id, held);
  try {
    return await step();
  } finally {
    if (list.get(id) === held) list.delete(id);
  }
}
