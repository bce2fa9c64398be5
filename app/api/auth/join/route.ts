import { getAuth } from "@/lib/auth/auth";
import { readForm, seeOther } from "@/lib/auth/form";
import { join } from "@/lib/auth/join";
import { signInPath } from "@/lib/auth/next-path";
import { checkOrigin } from "@/lib/auth/origin";
import { endSession } from "@/lib/auth/read-session";
import { getDatabase } from "@/lib/db/database";
import { env } from "@/lib/env";

export async function POST(request: Request): Promise<Response> {
  if (env.sso?.only) return seeOther(signInPath(null, "sso_only"));
  const { headers } = request;
  const form = checkOrigin(headers) ? await readForm(request) : null;
  if (!form) return seeOther("/join");
  const [auth, db] = await Promise.all([getAuth(), getDatabase()]);
  const joined = await join({ auth, db, mode: env.mode }, { fields: form, headers, now: new Date() });
  if (joined.ok) {
    await endSession(auth, headers);
    return seeOther("/", joined.response);
  }
  if (joined.error === "gone") return seeOther("/join");
  return seeOther(`/join?${new URLSearchParams({ token: form.token ?? "", error: joined.error })}`);
}
