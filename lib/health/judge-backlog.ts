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
