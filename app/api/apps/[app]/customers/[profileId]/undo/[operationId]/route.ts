import { z } from "zod";
import { findApp, unknownApp } from "@/lib/apps";
import { agentRoute, answer } from "@/lib/auth/agent-route";
import { previewUndo } from "@/lib/customers/preview-undo";
import { statusOf } from "@/lib/customers/read-customer";

type Params = { app: string; profileId: string; operationId: string };

/** What undoing an operation would do: `{page, about, preview}`, or `why` nothing would be done. */
export const GET = agentRoute<Params>("operation.undo", async ({ agent, params }) => {
  const app = findApp(params.app);
  if (!app) return answer(404, unknownApp(params.app));
  if (!z.uuid().safeParse(params.operationId).success) {
    return answer(404, { error: { code: "no_such_operation", message: "This is no id of an operation." } });
  }
  const asked = { profileId: params.profileId.toLowerCase(), undoes: params.operationId.toLowerCase() };
  const found = await previewUndo(app, asked, agent);
  return found.ok ? answer(200, found.answer) : answer(statusOf(found.error), { error: found.error });
});
