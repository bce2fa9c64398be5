import { getAuth } from "@/lib/auth/auth";
import { signInWithCode } from "@/lib/auth/factor/sign-in-code";
import { readForm, seeOther } from "@/lib/auth/form";
import { codePath, readNextPath, signInPath } from "@/lib/auth/next-path";
import { checkOrigin } from "@/lib/auth/origin";
import { endSession } from "@/lib/auth/read-session";

export async function POST(request: Request): Promise<Response> {
  const { headers } = request;
  if (!checkOrigin(headers)) return seeOther(signInPath(null, "origin"));
  const form = await readForm(request);
  if (!form) return seeOther(signInPath(null, "late"));
  const { code = "", next } = form;
  const auth = await getAuth();
  const signedIn = await signInWithCode(auth, { typed: code, headers, now: new Date() });
  if (!signedIn.ok) return seeOther((signedIn.error === "late" ? signInPath : codePath)(next, signedIn.error));
  await endSession(auth, headers);
  return seeOther(readNextPath(next), signedIn.response);
}
