import "server-only";
import { getProfile } from "@/lib/adapty/calls";
import type { AdaptyFailure } from "@/lib/adapty/errors";
import { checkProfileId } from "@/lib/adapty/identity";
import { recordView } from "@/lib/audit/record-view";
import type { Agent } from "@/lib/auth/session";
import type { App } from "@/lib/env";
import { whyNoMoreLooks } from "./look-measure";
import { recordMixUp } from "./record-mix-up";

const cannotRecord: AdaptyFailure = {
  kind: "not_reached",
  code: "cannot_record",
  message:
    "This customer is not shown: the console cannot record just now who looks at whom. Try again in a moment. If this goes on, tell an admin.",
  fields: [],
};

const TOO_MANY = "too_many";
const tooMany = (why: string): AdaptyFailure => ({
  kind: "not_reached",
  code: TOO_MANY,
  message: `This customer is not shown. ${why}`,
  fields: [],
});

/** The status of an answer that shows no customer. */
export const statusOf = ({ code, status }: AdaptyFailure): number =>
  code === TOO_MANY ? 429 : status === 404 ? 404 : 502;

/** Why a customer who was read already is not shown to this agent; null when they are, and that they looked is recorded. */
export async function whyNotShown(agent: Agent, customer: { app: string; profileId: string }): Promise<string | null> {
  const why = await whyNoMoreLooks(agent, customer, Date.now());
  if (why !== null) return tooMany(why).message;
  return (await recordView(agent, customer)) ? null : cannotRecord.message;
}

/**
 * A customer as Adapty has them, for this agent to see: one call, and while it is under way the record of it. None when
 * this agent opened too many others within the hour.
 */
export async function readCustomer(app: App, profileId: string, agent: Agent): ReturnType<typeof getProfile> {
  // Refused without a call; and what was typed into an address, which may be anything, stays out of the record.
  if (!checkProfileId(profileId).ok) return getProfile(app, { profileId });
  const why = await whyNoMoreLooks(agent, { app: app.id, profileId: profileId.toLowerCase() }, Date.now());
  if (why !== null) return { ok: false, error: tooMany(why) };
  const [read, recorded] = await Promise.all([
    getProfile(app, { profileId }),
    recordView(agent, { app: app.id, profileId }),
  ]);
  if (!read.ok) await recordMixUp(read.error.code, { app: app.id, profileId });
  return recorded ? read : { ok: false, error: cannotRecord };
}
