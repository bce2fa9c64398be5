import { getAuth } from "@/lib/auth/auth";
import { readForm, seeOther } from "@/lib/auth/form";
import { readNextPath, signInPath } from "@/lib/auth/next-path";
import { checkOrigin } from "@/lib/auth/origin";
import { isRole } from "@/lib/auth/permissions";
import { signInToPractice } from "@/lib/auth/practice";
import { endSession } from "@/lib/auth/read-session";
import { env } from "@/lib/env";

export async function POST(request: Request): Promise<Response> {
  if (env.mode !== "practice") return new Response(null, { status: 404 });
  const { headers } = request;
  if (!checkOrigin(headers)) return seeOther(signInPath(null, "origin"));
  const form = await readForm(request);
  if (!form || !isRole(form.role)) return seeOther(signInPath(form?.next, "failed"));
  const auth = await getAuth();
  const signedIn = await signInToPractice(auth, form.role, headers);
  await endSession(auth, headers);
  return seeOther(readNextPath(form.next), signedIn);
}
