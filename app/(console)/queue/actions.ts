"use server";

import { settleByHand } from "@/lib/approvals/settle-by-hand";
import { agentAction } from "@/lib/operations/agent-action";
import { verdictSchema } from "@/lib/operations/verdict-input";

export const settleOperation = agentAction({
  operation: "operation.settle",
  input: verdictSchema,
  run: (agent, said) => settleByHand(agent, said, new Date()),
});
