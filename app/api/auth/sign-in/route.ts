import { getAuth } from "@/lib/auth/auth";
import { busy, readForm, seeOther } from "@/lib/auth/form";
import { codePath, readNextPath, signInPath } from "@/lib/auth/next-path";
import { checkOrigin } from "@/lib/auth/origin";
import { endSession } from "@/lib/auth/read-session";
import { signIn } from "@/lib/auth/sign-in";
import { getDatabase } from "@/lib/db/database";
import { env } from "@/lib/env";
import { passwordDoor } from "@/lib/sso/ways-in";

export async function POST(request: Request): Promise<Response> {
  const { headers } = request;
  if (!checkOrigin(headers)) return seeOther(signInPath(null, "origin"));
  const form = await readForm(request);
  if (!form) return seeOther(signInPath(null, "refused"));
  const { email = "", password = "", next } = form;
  const auth = await getAuth();
  const door = await passwordDoor(await getDatabase(), email, new Date());
  const signedIn = await signIn(
    auth,
    { email, password, headers, now: Date.now(), door },
    { secret: env.sessionSecret, publicUrl: env.publicUrl },
  );
  if (!signedIn.ok) return (signedIn.error === "busy" ? busy : seeOther)(signInPath(next, signedIn.error));
  if (signedIn.pending) return seeOther(codePath(next), signedIn.response);
  await endSession(auth, headers);
  return seeOther(readNextPath(next), signedIn.response);
}
