import { getAuth } from "@/lib/auth/auth";
import { readForm } from "@/lib/auth/form";
import { codePath, readNextPath, signInPath } from "@/lib/auth/next-path";
import { checkOrigin } from "@/lib/auth/origin";
import { endSession } from "@/lib/auth/read-session";
import { signIn } from "@/lib/auth/sign-in";
import { answerSignIn, type Refused } from "@/lib/auth/sign-in-answer";
import { signInRoute } from "@/lib/auth/sign-in-route";
import { getDatabase } from "@/lib/db/database";
import { env } from "@/lib/env";
import { passwordDoor } from "@/lib/sso/ways-in";

export const POST = signInRoute(async (request) => {
  const { headers } = request;
  const refuse = (error: Refused, next?: unknown) => answerSignIn(headers, { error, to: signInPath(next, error) }, env);
  if (!checkOrigin(headers)) return refuse("origin");
  const form = await readForm(request);
  if (!form) return refuse("refused");
  const { email = "", password = "", next } = form;
  const auth = await getAuth();
  const door = await passwordDoor(await getDatabase(), email, new Date());
  const signedIn = await signIn(
    auth,
    { email, password, headers, now: Date.now(), door },
    { secret: env.sessionSecret, publicUrl: env.publicUrl },
  );
  if (!signedIn.ok) return refuse(signedIn.error, next);
  const from = signedIn.response;
  if (signedIn.pending) return answerSignIn(headers, { step: "code", to: codePath(next), from }, env);
  await endSession(auth, headers);
  return answerSignIn(headers, { step: "done", to: readNextPath(next), from }, env);
});
