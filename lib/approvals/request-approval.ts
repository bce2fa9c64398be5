import "server-only";
import { findApp } from "@/lib/apps";
import { recordDenied } from "@/lib/audit/record-alone";
import { can, whyNot } from "@/lib/auth/permissions";
import type { Agent } from "@/lib/auth/session";
import type { App } from "@/lib/env";
import { log } from "@/lib/log/log";
import { hashPayload } from "@/lib/operations/approval";
import { type OperationName, permissionOf } from "@/lib/operations/catalogue";
import { type Checked, checkWrite } from "@/lib/operations/check-write";
import type { WriteInput } from "@/lib/operations/input";
import { findOperation, inJournal, inStep, JournalUnavailable } from "@/lib/operations/journal";
import { noLongerTheirs, notSent } from "@/lib/operations/outcome";
import { whyUsedUp } from "@/lib/operations/quota";
import type { Result } from "@/lib/operations/result";
import type { Beyond } from "@/lib/operations/second-person";
import { takeSnapshot } from "@/lib/operations/snapshot";
import { dateNow } from "@/lib/world/world";
import { whyNoApprover } from "./approvers";
import { findByOperation } from "./find-approvals";
import { keepRequest } from "./keep-request";
import { whyNotAsked } from "./why-not-asked";

export type Requested = { approvalId: string };

/**
 * Asks a second person for a write that this agent may not make alone: the same form, under the same operation id, as
 * `writeOperation` takes it. Everything that is asked before a write is asked first; then the form is frozen with its hash and
 * what the customer had, and waits for 72 hours. Sends nothing to Adapty. The same form asked for twice is one request. Refused,
 * as a value: what the agent may do alone ("needs_no_approval"), what only emergency access lets them do ("forbidden"), what
 * nobody else could approve ("no_approver"), what waits for this customer already ("already_waiting"), and all that a write
 * refuses.
 */
export async function requestApproval<Name extends OperationName>(
  name: Name,
  agent: Agent,
  input: WriteInput<Name>,
): Promise<Result<Requested>> {
  const { app: appId } = input.target;
  const app = findApp(appId);
  if (!app) return notSent("unknown_app", `This console knows no app called ${appId}. Nothing was asked for.`);
  const missing = [permissionOf(name), "approval.request" as const].find((right) => !can(agent.role, right));
  if (missing) {
    await recordForbidden(agent, input.target);
    return notSent("forbidden", whyNot(agent.role, missing));
  }
  try {
    const lacking = agent.elevationId && whyNotAsked(await readOwnRole(agent), name);
    if (lacking) {
      await recordForbidden(agent, input.target);
      return notSent("forbidden", `Nothing was asked for. ${lacking}`);
    }
    return await ask(name, agent, app, input);
  } catch (error) {
    if (!(error instanceof JournalUnavailable)) throw error;
    log.error("A request for approval could not be recorded.", { fault: error.cause });
    return notSent(
      "cannot_record",
      "Nothing was asked for: the console cannot record it just now. Try again in a moment.",
    );
  }
}

const recordForbidden = (actor: Agent, { app, profileId: id, operationId }: WriteInput<OperationName>["target"]) =>
  recordDenied({
    actor,
    action: "approval.request",
    target: { type: "profile", app, id },
    operationId,
    detail: { code: "forbidden" },
  });

/** The role of the account, which emergency access leaves as it is. */
async function readOwnRole({ id, role }: Agent): Promise<string> {
  const held = await inJournal((db) => db.selectFrom("user").select("role").where("id", "=", id).executeTakeFirst());
  return held?.role ?? role;
}

const alone = notSent("needs_no_approval", "Nothing was asked for: you may do this yourself. Send it.");

/** Of what the agent may give by itself: whether it would be too many of its day, or too many days for the customer. */
async function findUsedUp(
  { id: agentId, role }: Agent,
  { target: { operationId: id, app, profileId } }: WriteInput<OperationName>,
  { counted, guard }: Extract<Checked, { ok: true }>,
): Promise<Beyond | undefined> {
  const row = { id, app, profileId, days: counted.days, countedFor: counted.isGrant ? agentId : null };
  const held = { role, limits: guard.settings.limits };
  const message = await inStep((trx) => whyUsedUp(trx, row, held, dateNow()));
  return message === null ? undefined : { why: "limit", message };
}

async function ask<Name extends OperationName>(
  name: Name,
  agent: Agent,
  app: App,
  input: WriteInput<Name>,
): Promise<Result<Requested>> {
  const { target, body } = input;
  const payloadHash = hashPayload(name, input);
  const held = await findByOperation(target.operationId);
  if (held?.payloadHash === payloadHash && held.requester.id === agent.id)
    return { ok: true, data: { approvalId: held.id } };
  const row = await findOperation(target.operationId);
  if (held || (row && row.attempts > 0))
    return notSent(
      "operation_reused",
      "Nothing was asked for: this form was already sent, or asked for with other contents. Open the form again.",
    );

  const checked = await checkWrite(name, agent, app, input);
  const { before } = checked;
  const guard = checked.ok ? checked.guard : checked.alone?.guard;
  if (!before || !guard) return checked.ok ? alone : checked.refused;
  const needs = checked.ok ? await findUsedUp(agent, input, checked) : checked.alone?.beyond[0];
  if (!needs) return alone;
  const customerUserId = before.customer_user_id ?? null;
  const asked = { name, body, profileId: before.profile_id, guard, requester: agent, now: dateNow() };
  const nobody = await whyNoApprover(asked);
  if (nobody) return notSent("no_approver", `${needs.message} Nothing was asked for: ${nobody}`);

  const snapshot = takeSnapshot(before, body);
  const kept = await keepRequest({ name, agent, input, payloadHash, customerUserId, needs, snapshot }, dateNow());
  if (kept === "not_theirs") {
    await recordForbidden(agent, target);
    return noLongerTheirs("asked for");
  }
  if (kept.approvalId) return { ok: true, data: { approvalId: kept.approvalId } };
  const by = kept.waitingFor === agent.email ? "you" : kept.waitingFor;
  const waiting = `Nothing was asked for again: ${by} asked for the same already, and it waits for approval.`;
  return notSent("already_waiting", waiting);
}
