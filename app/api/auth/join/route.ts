import { join } from "@/lib/auth/join";
import { linkFormRoute, unlessSsoOnly } from "@/lib/auth/link-form-route";
import { endSession } from "@/lib/auth/read-session";
import { env } from "@/lib/env";

export const POST = unlessSsoOnly(
  linkFormRoute("/join", async ({ auth, db }, sent) => {
    const joined = await join({ auth, db, mode: env.mode }, sent);
    if (!joined.ok) return joined;
    await endSession(auth, sent.headers);
    return { ok: true, to: "/", from: joined.response };
  }),
);
