import "server-only";
import { toCustomerView } from "@/lib/access/view";
import { findApp } from "@/lib/apps";
import type { Agent } from "@/lib/auth/session";
import { readCustomer } from "@/lib/customers/read-customer";
import { listEmailsSet } from "@/lib/operations/activity";
import type { Approval } from "@/lib/operations/approval";
import { findConflict } from "@/lib/operations/check-conflict";
import { toGuard } from "@/lib/operations/comp-guard";
import { whyNoUndo } from "@/lib/operations/undo/check-undo";
import { readSettings } from "@/lib/settings/store";
import { hasPassed, type Refused, whyNotDecider } from "./check-request";
import { findApproval } from "./find-approvals";
import { whyNotLetPass } from "./let-pass";
import { readRequest, seesAll, type ToldRequest } from "./list-approvals";
import { type Losses, lossesOf } from "./losses";
import { type Preview, previewOf } from "./preview";
import { type History, readHistory } from "./requester-history";

/**
 * `look`: by one read of the customer now, for what can still be decided: the preview (with what a deletion takes away, and
 * `beyond`: why this person may not let it pass, or nobody may any more), or why it cannot be run any more, or why the customer
 * could not be read. `mayNot`: why this person does not decide it.
 */
export type OpenedRequest = {
  request: ToldRequest;
  approval: Pick<Approval, "payloadHash" | "payload">;
  own: boolean;
  mayNot: Refused | undefined;
  history: History | undefined;
  look: { preview: Preview; losses?: Losses; beyond?: string } | { changed: string } | { unread: string } | undefined;
};

async function lookAt(approval: Approval, agent: Agent, now: number): Promise<OpenedRequest["look"]> {
  const app = findApp(approval.app);
  if (!app) return { unread: `This console knows no app called ${approval.app}.` };
  if (hasPassed(approval, now)) return { changed: "Its end has passed while it waited." };
  const read = await readCustomer(app, approval.profileId, agent);
  if (!read.ok) return { unread: read.error.message };
  const { name, payload, requester } = approval;
  const view = toCustomerView(read.profile, app.id, now);
  const asker = { ...agent, id: requester.id };
  const conflict = await findConflict(name, payload, { agent: asker, profile: read.profile, view });
  if (conflict) return { changed: "The customer changed since this was asked for." };
  const { undoes } = payload.target;
  const askedAt = Date.parse(approval.requestedAt);
  const undo = undoes && { name, body: payload.body, target: { ...payload.target, undoes } };
  const notUndone = undo && (await whyNoUndo(undo, read.profile, { now, askedAt }));
  if (notUndone) return { changed: notUndone };
  const settings = await readSettings();
  const preview = previewOf(name, payload.body, { view, settings, now });
  const emailsSet = await listEmailsSet(app.id, approval.profileId);
  const { operationId } = approval;
  const held = { settings, app: app.id, operationId, before: read.profile, emailsSet, view, now, askedAt };
  const passing = { name, body: payload.body, profileId: approval.profileId, guard: toGuard(payload, held) };
  const beyond = await whyNotLetPass(agent, passing, settings.limits);
  return { preview, ...(name === "profile.delete" && { losses: lossesOf(view, now) }), ...(beyond && { beyond }) };
}

/** One request with all that deciding it takes; undefined when there is none that this person may see. */
export async function openRequest(agent: Agent, id: string, now: Date): Promise<OpenedRequest | undefined> {
  const [approval, request] = await Promise.all([findApproval(id), readRequest(id, now.getTime())]);
  if (!approval || !request) return;
  const own = approval.requester.id === agent.id;
  if (!own && !seesAll(agent)) return;
  const { written, state } = request;
  const isOpen = state === "waiting" || (state === "approved" && (written === "prepared" || written === "not_applied"));
  const isLate = Date.parse(approval.expiresAt) <= now.getTime();
  const [history, look, mayNot] = await Promise.all([
    own ? undefined : readHistory(approval, now),
    isOpen && !isLate ? lookAt(approval, agent, now.getTime()) : undefined,
    whyNotDecider(approval, agent),
  ]);
  const { payloadHash, payload } = approval;
  return { request, approval: { payloadHash, payload }, own, mayNot, history, look };
}
