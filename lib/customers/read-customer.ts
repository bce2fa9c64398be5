import "server-only";
import { getProfile } from "@/lib/adapty/calls";
import type { AdaptyFailure } from "@/lib/adapty/errors";
import { recordView } from "@/lib/audit/record-view";
import type { Agent } from "@/lib/auth/session";
import type { App } from "@/lib/env";

const cannotRecord: AdaptyFailure = {
  kind: "not_reached",
  code: "cannot_record",
  message:
    "This customer is not shown: the console cannot record just now who looks at whom. Try again in a moment. If this goes on, tell an admin.",
  fields: [],
};

/** A customer as Adapty has them, for this agent to see: one call, and while it is under way the record of it. */
export async function readCustomer(app: App, profileId: string, agent: Agent): ReturnType<typeof getProfile> {
  const [read, recorded] = await Promise.all([
    getProfile(app, { profileId }),
    recordView(agent, { app: app.id, profileId }),
  ]);
  return recorded ? read : { ok: false, error: cannotRecord };
}
