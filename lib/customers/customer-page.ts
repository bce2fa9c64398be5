import "server-only";
import type { Part } from "@/lib/access/parts";
import { type CustomerView, toCustomerView } from "@/lib/access/view";
import type { AdaptyFailure } from "@/lib/adapty/errors";
import { checkProfileId } from "@/lib/adapty/identity";
import type { Profile } from "@/lib/adapty/profile";
import { listWaitingFor } from "@/lib/approvals/list-approvals";
import type { Agent } from "@/lib/auth/session";
import type { App } from "@/lib/env";
import { type LastSet, listActivity, readLastSet } from "@/lib/operations/activity";
import type { ActivityEntry } from "@/lib/operations/activity-entry";
import { type ToldEntry, tellEntry } from "@/lib/operations/describe-request";
import { type PlannedComp, sayPlannedComps } from "@/lib/operations/planned-comps";
import { hideFields, hideMessage } from "./hide-fields";
import { readCustomer } from "./read-customer";

/** Everything the customer page shows to a role: one read of Adapty, and what our own journal knows. */
export type CustomerPage = {
  view: CustomerView;
  activity: ToldEntry[];
  lastSet: LastSet;
  planned: PlannedComp[];
  waiting: WaitingRequest[];
};

/** What was asked for and waits for a second person; `at` is ISO. */
export type WaitingRequest = { id: string; title: string; said: Part[]; by: string; at: string };

type Journal = { activity: ActivityEntry[]; lastSet: LastSet; waiting: WaitingRequest[] };

const NOTHING: Journal = { activity: [], lastSet: {}, waiting: [] };

async function readJournal(app: string, profileId: string, role: string): Promise<Journal> {
  const [activity, lastSet, requests] = await Promise.all([
    listActivity(app, profileId),
    readLastSet(app, profileId),
    listWaitingFor(app, profileId, new Date()),
  ]);
  return {
    activity: activity.map((entry) => hideMessage(entry, role)),
    lastSet: hideFields(lastSet, role),
    waiting: requests.map(({ id, title, said, requester, requestedAt }) => ({
      id,
      title,
      said,
      by: requester.email,
      at: requestedAt,
    })),
  };
}

function assemble(profile: Profile, app: string, { activity, lastSet, waiting }: Journal): CustomerPage {
  const now = Date.now();
  const view = toCustomerView(profile, app, now);
  return { view, activity: activity.map(tellEntry), lastSet, planned: sayPlannedComps(activity, view, now), waiting };
}

/** The page of a profile already in hand, after a write: costs no further call to Adapty. */
export async function assembleCustomerPage(profile: Profile, app: string, role: string): Promise<CustomerPage> {
  return assemble(profile, app, await readJournal(app, profile.profile_id, role));
}

/** Reads the customer by profile id: exactly one call to Adapty, and the journal while that is under way. For an agent: that they looked is recorded. */
export async function readCustomerPage(
  app: App,
  profileId: string,
  agent: Agent,
): Promise<{ ok: true; page: CustomerPage } | { ok: false; error: AdaptyFailure }> {
  const { ok: isId } = checkProfileId(profileId);
  const [read, journal] = await Promise.all([
    readCustomer(app, profileId, agent),
    isId ? readJournal(app.id, profileId, agent.role) : NOTHING,
  ]);
  return read.ok ? { ok: true, page: assemble(read.profile, app.id, journal) } : read;
}
