import { findApp, unknownApp } from "@/lib/apps";
import { agentRoute, answer } from "@/lib/auth/agent-route";
import { readCustomer, statusOf } from "@/lib/customers/read-customer";

/** Every purchase of a customer, for "show all": the page itself carries only the newest. */
export const GET = agentRoute<{ app: string; profileId: string }>("customer.read", async ({ agent, params }) => {
  const app = findApp(params.app);
  if (!app) return answer(404, unknownApp(params.app));
  const read = await readCustomer(app, params.profileId, agent);
  if (!read.ok) return answer(statusOf(read.error), { error: read.error });
  return answer(200, { subscriptions: read.profile.subscriptions, purchases: read.profile.non_subscriptions });
});
