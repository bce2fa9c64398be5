import "server-only";
import type { Part } from "@/lib/access/parts";
import type { CustomerView } from "@/lib/access/view";
import type { AdaptyFailure } from "@/lib/adapty/errors";
import type { Profile } from "@/lib/adapty/profile";
import type { ProfileUpdate } from "@/lib/adapty/profile-update";
import { can, whyNot } from "@/lib/auth/permissions";
import type { Agent } from "@/lib/auth/session";
import type { App } from "@/lib/env";
import { listEmailsSet } from "@/lib/operations/activity";
import { type OperationName, permissionOf } from "@/lib/operations/catalogue";
import { toGuard } from "@/lib/operations/comp-guard";
import { nameOperation, tellRequest } from "@/lib/operations/describe-request";
import type { JournalRow } from "@/lib/operations/journal-row";
import { kindOfTransaction } from "@/lib/operations/transaction-kind";
import { describeUndo, type UndoWords } from "@/lib/operations/undo/describe-undo";
import { findUndo, whyChangedSince } from "@/lib/operations/undo/find-undo";
import { readGrantedSince } from "@/lib/operations/undo/read-granted";
import { sealUndo } from "@/lib/operations/undo/seal-undo";
import { writes } from "@/lib/operations/writes";
import { readSettings } from "@/lib/settings/store";
import { assembleCustomerPage, type CustomerPage } from "./customer-page";
import { hideRequest } from "./hide-fields";
import { readCustomer } from "./read-customer";

/** What is undone, in words. */
type About = { title: string; said: Part[]; by: string; at: string };

/** `edit`: what an undone edit sends, without what is masked. `plan` goes with the form. */
export type UndoPreview = Omit<UndoWords, "stays"> & {
  operation: OperationName;
  /** What is sent, sealed. */
  plan: string;
  edit?: ProfileUpdate;
  leaves: Part[][];
};

/** The customer as they are now, and what would undo it; or a sentence why nothing does. */
export type UndoAnswer = { page: CustomerPage; about?: About } & ({ preview: UndoPreview } | { why: string });

function tellAbout(done: JournalRow): About {
  const kind = done.name === "transaction.set" ? kindOfTransaction(done.request, done.before) : null;
  return { title: nameOperation({ ...done, kind }), said: tellRequest(done), by: done.agent.email, at: done.createdAt };
}

/** What would be refused of it whoever looks, by the same guard as when it is sent. */
async function whyGuarded(
  { name, body }: { name: OperationName; body: unknown },
  { before, view, now }: { before: Profile; view: CustomerView; now: number },
  { role }: Agent,
): Promise<string | null | undefined> {
  const { app } = view;
  const [settings, emailsSet] = await Promise.all([readSettings(), listEmailsSet(app, before.profile_id)]);
  const held = { settings, app, operationId: "", before, emailsSet, view, now };
  return writes[name].guard?.(body as never, { ...toGuard({ target: {} }, held), undoes: true }, role);
}

/**
 * What undoing the operation `undoes` of this customer would do, for an agent to see before they send it: one call to Adapty,
 * which is recorded as a look. Throws JournalUnavailable.
 */
export async function previewUndo(
  app: App,
  { profileId, undoes }: { profileId: string; undoes: string },
  agent: Agent,
): Promise<{ ok: true; answer: UndoAnswer } | { ok: false; error: AdaptyFailure }> {
  const read = await readCustomer(app, profileId, agent);
  if (!read.ok) return read;
  const now = Date.now();
  const customer = { app: app.id, profileId: read.profile.profile_id };
  const [page, found] = await Promise.all([
    assembleCustomerPage(read.profile, app.id, agent),
    findUndo({ ...customer, undoes, operationId: "" }, now),
  ]);
  const answer = (rest: { preview: UndoPreview } | { why: string }) =>
    ({ ok: true, answer: { page, ...(found.done && { about: tellAbout(found.done) }), ...rest } }) as const;
  if (!found.ok) return answer({ why: found.why });
  const { name, body, leaves } = found.plan;
  if (!can(agent.role, permissionOf(name))) return answer({ why: whyNot(agent.role, permissionOf(name)) });
  const why =
    (await whyChangedSince(found, read.profile)) ??
    (await whyGuarded(found.plan, { before: read.profile, view: page.view, now }, agent));
  if (why) return answer({ why });
  const isEdit = name === "profile.update";
  const grantedSince = await readGrantedSince(found.done, now);
  const { stays, ...words } = describeUndo(found.plan, { done: found.done, view: page.view, now, grantedSince });
  return answer({
    preview: {
      ...words,
      operation: name,
      plan: sealUndo(found.plan, undoes),
      ...(isEdit && { edit: hideRequest(name, body, agent.role) as ProfileUpdate }),
      leaves: stays ? [stays, ...leaves] : leaves,
    },
  });
}
