import { getAuth } from "@/lib/auth/auth";
import { readForm, seeOther } from "@/lib/auth/form";
import { setNewPassword } from "@/lib/auth/new-password";
import { checkOrigin } from "@/lib/auth/origin";
import { getDatabase } from "@/lib/db/database";
import { env } from "@/lib/env";

export async function POST(request: Request): Promise<Response> {
  const form = checkOrigin(request.headers) ? await readForm(request) : null;
  if (!form) return seeOther("/new-password");
  const [auth, db] = await Promise.all([getAuth(), getDatabase()]);
  const place = { auth, db, mode: env.mode, ssoOnly: env.sso?.only ?? false };
  const done = await setNewPassword(place, { fields: form, now: new Date() });
  if (done.ok) return seeOther("/sign-in?done=new-password");
  if (done.error === "gone") return seeOther("/new-password");
  return seeOther(`/new-password?${new URLSearchParams({ token: form.token ?? "", error: done.error })}`);
}
