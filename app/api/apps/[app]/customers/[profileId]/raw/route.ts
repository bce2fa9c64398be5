import { getProfile } from "@/lib/adapty/calls";
import { agentRoute, answer } from "@/lib/auth/agent-route";
import { findApp, unknownApp } from "@/lib/customers/find-app";

export const GET = agentRoute<{ app: string; profileId: string }>("customer.read", async ({ params }) => {
  const app = findApp(params.app);
  if (!app) return answer(404, unknownApp(params.app));
  const read = await getProfile(app, { profileId: params.profileId });
  return read.ok ? answer(200, { raw: read.raw }) : answer(502, { error: read.error });
});
