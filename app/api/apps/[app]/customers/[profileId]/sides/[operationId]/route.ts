import { z } from "zod";
import { findApp, unknownApp } from "@/lib/apps";
import { agentRoute, answer } from "@/lib/auth/agent-route";
import { statusOf } from "@/lib/customers/read-customer";
import { showSides } from "@/lib/customers/show-sides";

type Params = { app: string; profileId: string; operationId: string };

const noSuchOperation = { error: { code: "no_such_operation", message: "Nothing is recorded under this id." } };

/** What an operation asked for, with what Adapty showed before it and shows now: `Sides`. */
export const GET = agentRoute<Params>("operation.settle", async ({ agent, params }) => {
  const app = findApp(params.app);
  if (!app) return answer(404, unknownApp(params.app));
  if (!z.uuid().safeParse(params.operationId).success) return answer(404, noSuchOperation);
  const asked = { profileId: params.profileId.toLowerCase(), operationId: params.operationId.toLowerCase() };
  const found = await showSides(app, asked, agent);
  if (!found) return answer(404, noSuchOperation);
  return found.ok ? answer(200, found.sides) : answer(statusOf(found.error), { error: found.error });
});
