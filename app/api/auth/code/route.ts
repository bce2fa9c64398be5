import { getAuth } from "@/lib/auth/auth";
import { signInWithCode } from "@/lib/auth/factor/sign-in-code";
import { readForm } from "@/lib/auth/form";
import { codePath, readNextPath, recoveredPath, signInPath } from "@/lib/auth/next-path";
import { checkOrigin } from "@/lib/auth/origin";
import { endSession } from "@/lib/auth/read-session";
import { answerSignIn, type Refused } from "@/lib/auth/sign-in-answer";
import { signInRoute } from "@/lib/auth/sign-in-route";
import { env } from "@/lib/env";

export const POST = signInRoute(async (request) => {
  const { headers } = request;
  const refuse = (error: Refused, next?: unknown, to = signInPath) =>
    answerSignIn(headers, { error, to: to(next, error) }, env);
  if (!checkOrigin(headers)) return refuse("origin");
  const form = await readForm(request);
  if (!form) return refuse("late");
  const { code = "", next } = form;
  const auth = await getAuth();
  const signedIn = await signInWithCode(auth, { typed: code, headers, now: new Date() });
  if (!signedIn.ok) return refuse(signedIn.error, next, signedIn.error === "late" ? signInPath : codePath);
  await endSession(auth, headers);
  const to = signedIn.codesLeft === undefined ? readNextPath(next) : recoveredPath(next);
  const { response: from, codesLeft } = signedIn;
  return answerSignIn(headers, { step: "done", to, from, codesLeft }, env);
});
