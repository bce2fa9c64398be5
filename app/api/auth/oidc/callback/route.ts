import { getAuth } from "@/lib/auth/auth";
import { seeOther } from "@/lib/auth/form";
import { readNextPath } from "@/lib/auth/next-path";
import { endSession } from "@/lib/auth/read-session";
import { getDatabase } from "@/lib/db/database";
import { env } from "@/lib/env";
import { clearAttemptCookie } from "@/lib/sso/attempt";
import { CLOSE_TAB } from "@/lib/sso/close-tab";
import { comeBack } from "@/lib/sso/come-back";
import { getProvider } from "@/lib/sso/get-provider";
import { refusedPath } from "@/lib/sso/refused-path";

/** Where the provider sends the browser back to. It carries its proof in the address and in a cookie: it comes from another site. */
export async function GET(request: Request): Promise<Response> {
  const { sso, mode, publicUrl } = env;
  if (!sso) return new Response(null, { status: 404 });
  const { headers } = request;
  const [auth, db] = await Promise.all([getAuth(), getDatabase()]);
  const back = await comeBack(
    { auth, db, mode, sso, publicUrl, getProvider },
    { url: new URL(request.url), headers, now: new Date() },
  );
  const next = readNextPath(back.next);
  const leave = () => {
    if (!back.ok) return seeOther(refusedPath({ purpose: back.purpose, next }, back.code));
    if (back.purpose === "confirm") return seeOther(`${CLOSE_TAB}?done=confirmed`);
    return seeOther(back.purpose === "link" ? "/account" : next, back.opened);
  };
  const answer = leave();
  if (back.ok && back.opened) await endSession(auth, headers);
  if (back.ok && back.cookie) answer.headers.append("set-cookie", back.cookie);
  answer.headers.append("set-cookie", clearAttemptCookie(publicUrl));
  return answer;
}
