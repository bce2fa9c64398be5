"use server";

import { agentAction } from "@/lib/operations/agent-action";
import { settleByHand } from "@/lib/operations/settle-by-hand";
import { verdictSchema } from "@/lib/operations/verdict-input";

export const settleOperation = agentAction({
  operation: "operation.settle",
  input: verdictSchema,
  run: (agent, said) => settleByHand(agent, said, new Date()),
});
