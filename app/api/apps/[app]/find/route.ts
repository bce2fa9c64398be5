import { z } from "zod";
import { findApp, unknownApp } from "@/lib/apps";
import { agentRoute, answer } from "@/lib/auth/agent-route";
import { findOrRecall } from "@/lib/customers/find-known";
import { findRecorded } from "@/lib/customers/record-find";

const NOTHING = "Type an id to look up.";
const bodySchema = z.strictObject(
  { text: z.string(NOTHING).max(2000, "This id is too long: at most 255 characters can be sent to Adapty.") },
  NOTHING,
);

/** A look-up by POST: an id may be an e-mail address, which belongs in no address bar and no log. */
export const POST = agentRoute<{ app: string }>("customer.read", async ({ agent, params, request }) => {
  const app = findApp(params.app);
  if (!app) return answer(404, unknownApp(params.app));
  const parsed = bodySchema.safeParse(await request.json().catch(() => null));
  if (!parsed.success) {
    return answer(400, { error: { code: "id_refused", message: parsed.error.issues[0]?.message ?? NOTHING } });
  }
  const { text } = parsed.data;
  return answer(200, await findRecorded({ actor: agent, app: app.id, text }, () => findOrRecall(app, text)));
});
