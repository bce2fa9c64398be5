import { getAuth } from "@/lib/auth/auth";
import { readForm, seeOther } from "@/lib/auth/form";
import { signInPath } from "@/lib/auth/next-path";
import { checkOrigin } from "@/lib/auth/origin";
import { setUp } from "@/lib/auth/set-up";
import { getDatabase } from "@/lib/db/database";
import { env } from "@/lib/env";

export async function POST(request: Request): Promise<Response> {
  if (env.mode !== "live") return new Response(null, { status: 404 });
  if (env.sso?.only) return seeOther(signInPath(null, "sso_only"));
  const { headers } = request;
  const form = checkOrigin(headers) ? await readForm(request) : null;
  if (!form) return seeOther("/set-up");
  const [auth, db] = await Promise.all([getAuth(), getDatabase()]);
  const done = await setUp({ auth, db }, { fields: form, headers, now: new Date() });
  if (done.ok) return seeOther("/", done.response);
  if (done.error === "gone") return seeOther("/set-up");
  return seeOther(`/set-up?${new URLSearchParams({ token: form.token ?? "", error: done.error })}`);
}
