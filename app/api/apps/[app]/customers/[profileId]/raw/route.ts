import { findApp, unknownApp } from "@/lib/apps";
import { agentRoute, answer } from "@/lib/auth/agent-route";
import { readCustomer, statusOf } from "@/lib/customers/read-customer";

export const GET = agentRoute<{ app: string; profileId: string }>("customer.read", async ({ agent, params }) => {
  const app = findApp(params.app);
  if (!app) return answer(404, unknownApp(params.app));
  const read = await readCustomer(app, params.profileId, agent);
  return read.ok ? answer(200, { raw: read.raw }) : answer(statusOf(read.error), { error: read.error });
});
