import "server-only";
import { headers } from "next/headers";
import { checkProfileId } from "@/lib/adapty/identity";
import type { Target } from "@/lib/audit/event";
import { recordDenied } from "@/lib/audit/record-alone";
import { env } from "@/lib/env";
import { BUILD_HEADER } from "./build-header";
import { checkOrigin, checkReader } from "./origin";
import type { Permission } from "./permissions";
import { checkAgent, type SignedIn } from "./session";
import { SIGNED_OUT_READ } from "./signed-out";

const refuse = (status: number, code: string, message: string) => answer(status, { error: { code, message } });

/** A JSON answer that no cache may keep, and that tells of which build it is. */
export const answer = (status: number, body: unknown) =>
  Response.json(body, { status, headers: { "Cache-Control": "no-store", [BUILD_HEADER]: env.build } });

/** The customer in the path, where it names one: what was typed there may be anything, and the record keeps it. */
function targetOf({ app, profileId }: { app?: string; profileId?: string }): Target | undefined {
  return profileId && checkProfileId(profileId).ok ? { type: "profile", app, id: profileId } : undefined;
}

/**
 * A route behind sign-in, which changes nothing but its own session: session, own origin (a GET may also come from an
 * address that was typed), permission, then `handle` with the path's parameters. A stranger writes nothing into the record here.
 * Refusals are JSON `{error: {code, message}}` with 401 or 403.
 */
export function agentRoute<Params extends { app?: string; profileId?: string } = object>(
  permission: Permission,
  handle: (context: { agent: SignedIn; params: Params; request: Request }) => Promise<Response>,
) {
  return async (request: Request, context: { params: Promise<Params> }): Promise<Response> => {
    // Next hands none to a route whose path names none.
    const params = (await context.params) ?? ({} as Params);
    const tried = { action: permission, target: targetOf(params) };
    const checked = await checkAgent(permission);
    const check = request.method === "GET" ? checkReader : checkOrigin;
    if (checked.agent && !check(await headers())) {
      await recordDenied({ ...tried, actor: checked.agent, detail: { code: "wrong_origin" } });
      return refuse(403, "wrong_origin", "The request did not come from this console's own page.");
    }
    if (!checked.ok) {
      const { code, message } = checked.error;
      if (checked.agent) await recordDenied({ ...tried, actor: checked.agent, detail: { code } });
      return code === "signed_out" ? refuse(401, code, SIGNED_OUT_READ) : refuse(403, code, message);
    }
    return handle({ agent: checked.agent, params, request });
  };
}
