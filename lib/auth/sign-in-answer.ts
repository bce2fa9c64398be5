import "server-only";
import { whySsoRefused } from "@/lib/sso/refusals";
import { busy, seeOther } from "./form";
import type { SignInError } from "./sign-in";
import type { SignInStep } from "./sign-in-step";
import { whyNotIn } from "./why-not-in";

export type Refused = SignInError | "origin";
type Came = { to: string } & (
  | ({ from: Response } & ({ step: "done"; codesLeft?: number | undefined } | { step: "code" }))
  | { error: Refused }
);

const saidOf = (came: Exclude<Came, { error: Refused }>): SignInStep =>
  came.step === "code" ? { step: "code" } : { step: "done", codesLeft: came.codesLeft };

const asksForJson = (headers: Headers): boolean => headers.get("accept") === "application/json";

/** What a step of signing in answers: to a plain form by where it leads, to the page's own script in words. */
export function answerSignIn(
  headers: Headers,
  came: Came,
  { publicUrl, sso }: { publicUrl: string; sso: { name: string } | null },
): Response {
  const code = "error" in came ? came.error : null;
  const isPassing = code === "busy" || code === "away";
  if (!asksForJson(headers)) {
    if (isPassing) return busy(came.to);
    return seeOther(came.to, "from" in came ? came.from : undefined);
  }
  const message = whyNotIn(code, publicUrl) ?? whySsoRefused(code, sso?.name ?? "") ?? "You were not signed in.";
  const said: SignInStep = "error" in came ? { error: { code: came.error, message } } : saidOf(came);
  const answer = Response.json(said, { status: code === null ? 200 : isPassing ? 503 : 400 });
  answer.headers.set("cache-control", "no-store");
  if (isPassing) answer.headers.set("retry-after", "5");
  if ("from" in came)
    for (const cookie of came.from.headers.getSetCookie()) answer.headers.append("set-cookie", cookie);
  return answer;
}
