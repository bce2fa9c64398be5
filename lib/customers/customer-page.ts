import "server-only";
import { type CustomerView, toCustomerView } from "@/lib/access/view";
import { getProfile } from "@/lib/adapty/calls";
import type { AdaptyFailure } from "@/lib/adapty/errors";
import type { Profile } from "@/lib/adapty/profile";
import type { App } from "@/lib/env";
import { type ActivityEntry, type LastSet, listActivity, readLastSet } from "@/lib/operations/activity";
import { type PlannedComp, sayPlannedComps } from "@/lib/operations/planned-comps";

/** Everything the customer page shows: one read of Adapty, and what our own journal knows. */
export type CustomerPage = { view: CustomerView; activity: ActivityEntry[]; lastSet: LastSet; planned: PlannedComp[] };

/** The page of a profile already in hand, after a read or a write: costs no further call to Adapty. */
export async function assembleCustomerPage(profile: Profile, app: string): Promise<CustomerPage> {
  const [activity, lastSet] = await Promise.all([
    listActivity(app, profile.profile_id),
    readLastSet(app, profile.profile_id),
  ]);
  const now = Date.now();
  const view = toCustomerView(profile, app, now);
  return { view, activity, lastSet, planned: sayPlannedComps(activity, view, now) };
}

/** Reads the customer by profile id: exactly one call to Adapty. */
export async function readCustomerPage(
  app: App,
  profileId: string,
): Promise<{ ok: true; page: CustomerPage } | { ok: false; error: AdaptyFailure }> {
  const read = await getProfile(app, { profileId });
  return read.ok ? { ok: true, page: await assembleCustomerPage(read.profile, app.id) } : read;
}
