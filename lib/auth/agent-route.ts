import "server-only";
import { headers } from "next/headers";
import { checkOrigin } from "./origin";
import type { Permission } from "./permissions";
import { type Agent, checkAgent } from "./session";
import { SIGNED_OUT_READ } from "./signed-out";

const refuse = (status: number, code: string, message: string) => answer(status, { error: { code, message } });

/** A JSON answer that no cache may keep. */
export const answer = (status: number, body: unknown) =>
  Response.json(body, { status, headers: { "Cache-Control": "no-store" } });

/**
 * A route behind sign-in, which only reads: own origin for everything but GET, session, permission, then `handle` with the path's parameters.
 * Refusals are JSON `{error: {code, message}}` with 401 or 403.
 */
export function agentRoute<Params>(
  permission: Permission,
  handle: (context: { agent: Agent; params: Params; request: Request }) => Promise<Response>,
) {
  return async (request: Request, context: { params: Promise<Params> }): Promise<Response> => {
    if (request.method !== "GET" && !checkOrigin(await headers())) {
      return refuse(403, "wrong_origin", "The request did not come from this console's own page.");
    }
    const checked = await checkAgent(permission);
    if (!checked.ok) {
      const { code, message } = checked.error;
      return code === "signed_out" ? refuse(401, code, SIGNED_OUT_READ) : refuse(403, code, message);
    }
    return handle({ agent: checked.agent, params: await context.params, request });
  };
}
