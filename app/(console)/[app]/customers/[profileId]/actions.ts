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

async function toPage(agent: Agent, app: string, result: Result<Written>): Promise<Result<CustomerPage>> {
  if (!result.ok) return result;
  const { profile } = result.data;
  return profile ? { ok: true, data: await assembleCustomerPage(profile, app, agent) } : customerGone();
}

function writeAction<Name extends OperationName>(operation: Name) {
  return agentAction({
    operation,
    input: writeInputs[operation] as unknown as z.ZodType<WriteInput<Name>>,
    run: async (agent, input) => toPage(agent, input.target.app, await writeOperation(operation, agent, input)),
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
    const { app, operationId } = input.target;
    const written = await writeOperation(undo.name, agent, undo.input);
    if (written.ok) return toPage(agent, app, written);
    const recorded = await findOperation(operationId).catch(() => undefined);
    return { ok: false, error: recorded ? hideAnswer(written.error, recorded, agent) : written.error };
  },
});

export const checkOperation = agentAction({
  operation: "operation.check",
  input: z.strictObject({ operationId: z.uuid(), app: z.string(), profileId: z.guid().toLowerCase() }),
  run: async (agent, { operationId, ...customer }) => {
    const found = await recheckOperation(operationId, customer);
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
