"use server";

import { z } from "zod";
import { findApp } from "@/lib/apps";
import type { Agent } from "@/lib/auth/session";
import { assembleCustomerPage, type CustomerPage } from "@/lib/customers/customer-page";
import { eraseCustomer } from "@/lib/customers/erase-customer";
import { eraseInput } from "@/lib/customers/erase-input";
import { handOver } from "@/lib/customers/hand-over";
import { hideAnswer } from "@/lib/customers/hide-fields";
import { whyNotShown } from "@/lib/customers/read-customer";
import { getDatabase } from "@/lib/db/database";
import { env } from "@/lib/env";
import { agentAction } from "@/lib/operations/agent-action";
import type { OperationName } from "@/lib/operations/catalogue";
import { type WriteInput, writeInputs } from "@/lib/operations/input";
import { findOperation } from "@/lib/operations/journal";
import { appliedUnshown, customerGone, notSent, type Written } from "@/lib/operations/outcome";
import { recheckOperation } from "@/lib/operations/recheck";
import type { Result } from "@/lib/operations/result";
import { toUndoWrite } from "@/lib/operations/undo/to-write";
import { undoInput } from "@/lib/operations/undo/undo-input";
import { writeOperation } from "@/lib/operations/write";

type Customer = { app: string; profileId: string };

async function toPage(agent: Agent, app: string, result: Result<Written>): Promise<Result<CustomerPage>> {
  if (!result.ok) return { ok: false, error: result.error };
  const { profile } = result.data;
  return profile ? { ok: true, data: await assembleCustomerPage(profile, app, agent) } : customerGone();
}

/** A write that was turned away for what changed meanwhile shows it at once, to who may look at this customer now. */
async function showCurrent(
  agent: Agent,
  { app, profileId }: Customer,
  result: Result<Written>,
): Promise<Result<CustomerPage>> {
  const answer = await toPage(agent, app, result);
  const profile = result.ok ? undefined : result.current?.profile;
  if (answer.ok || !profile || (await whyNotShown(agent, { app, profileId })) !== null) return answer;
  return { ...answer, current: await assembleCustomerPage(profile, app, agent) };
}

function writeAction<Name extends OperationName>(operation: Name) {
  return agentAction({
    operation,
    input: writeInputs[operation] as unknown as z.ZodType<WriteInput<Name>>,
    run: async (agent, input) => showCurrent(agent, input.target, await writeOperation(operation, agent, input)),
  });
}

export const updateProfile = writeAction("profile.update");
export const setTransaction = writeAction("transaction.set");
export const grantComp = writeAction("comp.grant");
export const endComp = writeAction("comp.end");
export const grantAccess = writeAction("access.grant");
export const revokeAccess = writeAction("access.revoke");

export const undoOperation = agentAction({
  operation: "operation.undo",
  input: undoInput,
  run: async (agent, input) => {
    const undo = await toUndoWrite(agent, input);
    if (!undo.ok) return undo;
    const { target } = input;
    const answer = await showCurrent(agent, target, await writeOperation(undo.name, agent, undo.input));
    const recorded = answer.ok ? undefined : await findOperation(target.operationId).catch(() => undefined);
    return answer.ok || !recorded ? answer : { ...answer, error: hideAnswer(answer.error, recorded, agent) };
  },
});

export const checkOperation = agentAction({
  operation: "operation.check",
  input: z.strictObject({ operationId: z.uuid(), app: z.string(), profileId: z.guid().toLowerCase() }),
  run: async (agent, { operationId, ...customer }) => {
    const found = await recheckOperation(operationId, { customer });
    if (!found.ok) return { ok: false, error: hideAnswer(found.error, await findOperation(operationId), agent) };
    const why = await whyNotShown(agent, customer);
    return why === null ? toPage(agent, customer.app, found) : appliedUnshown(why);
  },
});

export const downloadKept = agentAction({
  operation: "customer.export",
  input: eraseInput,
  stepUp: true,
  run: async (agent, asked) => {
    const { app } = asked.target;
    if (!findApp(app))
      return notSent("unknown_app", `This console knows no app called ${app}. Nothing was downloaded.`);
    return handOver(await getDatabase(), agent, asked, new Date());
  },
});

export const eraseKept = agentAction({
  operation: "customer.erase",
  input: eraseInput,
  stepUp: true,
  run: async (agent, { target: { app, profileId }, reason, reference }) => {
    if (!findApp(app)) return notSent("unknown_app", `This console knows no app called ${app}. Nothing was erased.`);
    const asked = { app, profileId, actor: agent, reason, reference, now: new Date() };
    return eraseCustomer(await getDatabase(), asked, env.erasedListFile);
  },
});
