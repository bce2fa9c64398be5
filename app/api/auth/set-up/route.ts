import { linkFormRoute, unlessSsoOnly } from "@/lib/auth/link-form-route";
import { setUp } from "@/lib/auth/set-up";
import { env } from "@/lib/env";

const post = unlessSsoOnly(
  linkFormRoute("/set-up", async (place, sent) => {
    const done = await setUp(place, sent);
    return done.ok ? { ok: true, to: "/", from: done.response } : done;
  }),
);

export async function POST(request: Request): Promise<Response> {
  return env.mode === "live" ? post(request) : new Response(null, { status: 404 });
}
