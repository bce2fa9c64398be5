"use server";

import { approveRequest } from "@/lib/approvals/approve";
import { rejectRequest, withdrawRequest } from "@/lib/approvals/close-request";
import { approveInput, rejectInput, requestInput, withdrawInput } from "@/lib/approvals/input";
import { requestApproval } from "@/lib/approvals/request-approval";
import { agentAction } from "@/lib/operations/agent-action";
import { operations } from "@/lib/operations/catalogue";
import { toUndoWrite } from "@/lib/operations/undo/to-write";
import { undoInput } from "@/lib/operations/undo/undo-input";

export const askForApproval = agentAction({
  operation: "approval.request",
  input: requestInput,
  run: (agent, { operation, ...input }) => requestApproval(operation, agent, input as never),
});

export const askToUndo = agentAction({
  operation: "approval.request",
  input: undoInput,
  run: async (agent, input) => {
    const undo = await toUndoWrite(agent, input);
    return undo.ok ? requestApproval(undo.name, agent, undo.input) : undo;
  },
});

export const approve = agentAction({
  operation: "approval.approve",
  input: approveInput,
  stepUp: ({ operation }) => operations[operation].risk === "irreversible",
  run: async (agent, asked) => {
    const answer = await approveRequest(agent, asked);
    const isDone = answer.ok || answer.error.outcome === "applied";
    return isDone ? { ok: true, data: null } : answer;
  },
});

export const reject = agentAction({
  operation: "approval.reject",
  input: rejectInput,
  run: (agent, { id, note }) => rejectRequest(agent, { id, note }),
});

export const withdraw = agentAction({
  operation: "approval.withdraw",
  input: withdrawInput,
  run: (agent, { id }) => withdrawRequest(agent, { id }),
});
