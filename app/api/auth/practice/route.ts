import { getAuth } from "@/lib/auth/auth";
import { readForm } from "@/lib/auth/form";
import { readNextPath, signInPath } from "@/lib/auth/next-path";
import { checkOrigin } from "@/lib/auth/origin";
import { isRole } from "@/lib/auth/permissions";
import { signInToPractice } from "@/lib/auth/practice";
import { endSession } from "@/lib/auth/read-session";
import { answerSignIn, type Refused } from "@/lib/auth/sign-in-answer";
import { signInRoute } from "@/lib/auth/sign-in-route";
import { env } from "@/lib/env";

export const POST = signInRoute(async (request) => {
  if (env.mode !== "practice") return new Response(null, { status: 404 });
  const { headers } = request;
  const refuse = (error: Refused, next?: unknown) => answerSignIn(headers, { error, to: signInPath(next, error) }, env);
  if (!checkOrigin(headers)) return refuse("origin");
  const form = await readForm(request);
  if (!form || !isRole(form.role)) return refuse("failed", form?.next);
  const auth = await getAuth();
  const signedIn = await signInToPractice(auth, form.role, headers);
  await endSession(auth, headers);
  return answerSignIn(headers, { step: "done", to: readNextPath(form.next), from: signedIn }, env);
});
