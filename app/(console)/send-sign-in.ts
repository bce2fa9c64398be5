import type { SignInStep } from "@/lib/auth/sign-in-step";

/** Sends a step of signing in as the page of sign-in does, without leaving this one. Never throws: every failure is a sentence. */
export async function sendSignIn(
  step: "sign-in" | "code" | "practice",
  fields: Record<string, string>,
): Promise<SignInStep> {
  try {
    const headers = { accept: "application/json" };
    const response = await fetch(`/api/auth/${step}`, { method: "POST", headers, body: new URLSearchParams(fields) });
    return (await response.json()) as SignInStep;
  } catch {
    const message = "The console could not be reached. Check your connection and try again.";
    return { error: { code: "no_answer", message } };
  }
}
