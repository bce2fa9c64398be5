import { agentRoute, answer } from "@/lib/auth/agent-route";
import { getDatabase } from "@/lib/db/database";
import { findOverdue } from "@/lib/operations/overdue";

/** What whoever may settle it is told above every page. */
export const GET = agentRoute("operation.settle", async () =>
  answer(200, await findOverdue(await getDatabase(), new Date())),
);
