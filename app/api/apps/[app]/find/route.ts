import { z } from "zod";
import { agentRoute, answer } from "@/lib/auth/agent-route";
import { findApp, unknownApp } from "@/lib/customers/find-app";
import { findCustomer } from "@/lib/customers/find-customer";

const bodySchema = z.strictObject({ text: z.string().max(2000) });

/** A look-up by POST: an id may be an e-mail address, which belongs in no address bar and no log. */
export const POST = agentRoute<{ app: string }>("customer.read", async ({ params, request }) => {
  const app = findApp(params.app);
  if (!app) return answer(404, unknownApp(params.app));
  const parsed = bodySchema.safeParse(await request.json().catch(() => null));
  if (!parsed.success) return answer(400, { error: { code: "invalid_input", message: "Type an id to look up." } });
  return answer(200, await findCustomer(app, parsed.data.text));
});
