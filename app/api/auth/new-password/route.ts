import { linkFormRoute } from "@/lib/auth/link-form-route";
import { setNewPassword } from "@/lib/auth/new-password";
import { env } from "@/lib/env";

export const POST = linkFormRoute("/new-password", async (place, sent) => {
  const done = await setNewPassword({ ...place, mode: env.mode, ssoOnly: env.sso?.only ?? false }, sent);
  return done.ok ? { ok: true, to: "/sign-in?done=new-password" } : done;
});
