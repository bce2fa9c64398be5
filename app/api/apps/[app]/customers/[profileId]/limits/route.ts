import { checkProfileId } from "@/lib/adapty/identity";
import { findApp, unknownApp } from "@/lib/apps";
import { agentRoute, answer } from "@/lib/auth/agent-route";
import { readLeftFor } from "@/lib/customers/left-for";

/** What the limits leave to who asks, for this customer: `{left}`, null for who is held to none. No call to Adapty. */
export const GET = agentRoute<{ app: string; profileId: string }>("access.grant", async ({ agent, params }) => {
  const app = findApp(params.app);
  if (!app) return answer(404, unknownApp(params.app));
  const checked = checkProfileId(params.profileId);
  if (!checked.ok) return answer(404, { error: { code: "no_such_profile", message: checked.message } });
  const found = await readLeftFor(agent, { app: app.id, profileId: params.profileId }, new Date());
  return "why" in found ? answer(429, { error: { code: "too_many", message: found.why } }) : answer(200, found);
});
