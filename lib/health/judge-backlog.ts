import type { Backlog } from "@/lib/operations/overdue";
import type { Part } from "./judge";

const changes = (count: number) => (count === 1 ? "One change" : `${count} changes`);

/** Whether what was sent gets settled. */
export function judgeBacklog({ open, oldest, overdue }: Backlog, now: number): Part {
  if (overdue.count > 0) {
    return {
      id: "journal",
      state: "degraded",
      says: `${changes(overdue.count)} ${overdue.count === 1 ? "was" : "were"} sent over an hour ago and not confirmed since.`,
      since: overdue.since === null ? now : Date.parse(overdue.since),
      todo: "Look under Queue. What needs a human waits there for a lead or an admin to say what became of it; nobody should repeat it elsewhere.",
    };
  }
  const count = Object.values(open).reduce((sum, one) => sum + one, 0);
  if (count === 0) return { id: "journal", state: "well", says: "Every change is settled." };
  const since = oldest === null ? {} : { since: Date.parse(oldest) };
  const says = `${changes(count)} ${count === 1 ? "is" : "are"} under way or being looked for, none for over an hour.`;
  return { id: "journal", state: "well", says, ...since };
}

/** It looks every second, and no look takes longer. */
const DEAD_MS = 60_000;

/** Whether what is open is still looked for by this console: `looked` (ms), null where that was never begun. */
export function judgeRunner(looked: number | null, now: number): Part {
  const id = "runner";
  if (looked === null)
    return { id, state: "not_known", says: "This console did not begin yet to look for what is open." };
  if (now - looked <= DEAD_MS) return { id, state: "well", says: "What is open is looked for.", since: looked };
  return {
    id,
    state: "degraded",
    says: "What is open is not looked for any more by this console.",
    since: looked,
    todo: "If the database is well, stop this console and start it again: what is open is then looked for at once, and nothing of it is lost. Another console on the same database does it meanwhile.",
  };
}
