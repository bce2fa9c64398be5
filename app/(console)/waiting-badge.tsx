import "server-only";
import { countWaiting } from "@/lib/approvals/count-waiting";
import type { Agent } from "@/lib/auth/session";

/** How many requests wait, beside the word in the navigation; nothing where none do. */
export async function waitingBadge(agent: Agent) {
  const count = await countWaiting(agent, new Date());
  if (count === 0) return null;
  return (
    <span className="rounded-sm bg-accent px-1.5 text-sm font-medium text-on-accent tabular-nums">
      {count}
      <span className="sr-only"> waiting</span>
    </span>
  );
}
