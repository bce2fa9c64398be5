import "server-only";
import { hereInProcess } from "@/lib/world/world";
import type { JournalRow } from "./journal-row";

type Taken = { lease: number; checks: number };

/** What this process is doing just now: the writes it sends, as they were claimed, and what its runner looks for, by id. */
export const underWay = () =>
  hereInProcess("consoleUnderWay", () => ({
    sent: new Map<string, JournalRow>(),
    taken: new Map<string, Taken>(),
    takesMore: true,
    sendsMore: true,
  }));

/** Does `step` and keeps `held` in `list` meanwhile. */
export async function keepWhile<Held, Value>(
  list: Map<string, Held>,
  [id, held]: [string, Held],
  step: () => Promise<Value>,
): Promise<Value> {
  list.set(id, held);
  try {
    return await step();
  } finally {
    if (list.get(id) === held) list.delete(id);
  }
}
