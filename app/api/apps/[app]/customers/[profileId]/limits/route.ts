import { agentRoute, answer } from "@/lib/auth/agent-route";
import { findApp, unknownApp } from "@/lib/customers/find-app";
import { getDatabase } from "@/lib/db/database";
import { readLeft } from "@/lib/operations/quota";
import { readSettings } from "@/lib/settings/store";

/** What the limits leave to who asks, for this customer: `{left}`, null for who is held to none. No call to Adapty. */
export const GET = agentRoute<{ app: string; profileId: string }>("access.grant", async ({ agent, params }) => {
  const app = findApp(params.app);
  if (!app) return answer(404, unknownApp(params.app));
  const [db, { limits }] = await Promise.all([getDatabase(), readSettings()]);
  const row = { id: "", app: app.id, profileId: params.profileId.toLowerCase(), countedFor: agent.id };
  return answer(200, { left: await readLeft(db, row, { role: agent.role, limits }, new Date()) });
});
