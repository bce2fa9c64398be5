import "server-only";
import { countWaiting } from "@/lib/approvals/count-waiting";
import { can } from "@/lib/auth/permissions";
import type { Agent } from "@/lib/auth/session";
import { countQueue } from "@/lib/operations/list-queue";

/** How many requests wait, beside the word in the navigation; nothing where none do. */
export const waitingBadge = async (agent: Agent) => badge(await countWaiting(agent, new Date()), "waiting");

/** How many writes Adapty has not confirmed, of those that this person sees. */
export const queueBadge = async ({ id, role }: Agent) =>
  badge(await countQueue(can(role, "activity.read_all") ? {} : { agentId: id }), "not confirmed");

function badge(count: number, what: string) {
  if (count === 0) return null;
  return (
    <span className="rounded-sm bg-accent px-1.5 text-sm font-medium text-on-accent tabular-nums">
      {count}
      <span className="sr-only"> {what}</span>
    </span>
  );
}
