import "server-only";
import type { Auth } from "../auth";
import type { SignedIn } from "../read-session";
import { recordNotThem } from "../record-not-them";
import { spendCode } from "./spend-code";
import type { CodeRefusal } from "./why-not-code";

/**
 * The part of step-up that is our own factor's, whatever stands for the password: uses up a code of who is signed in. Null when
 * it was right, or when they have no factor. What was wrong is recorded.
 */
export async function showOwnCode(
  auth: Auth,
  { agent, typed = "", now }: { agent: SignedIn; typed: string | undefined; now: Date },
): Promise<CodeRefusal | null> {
  if (agent.factor !== "on") return null;
  if (typed.trim() === "") return "code_needed";
  const shown = await spendCode(auth, { userId: agent.id, typed: typed.trim(), by: `session ${agent.id}`, now });
  if (shown === "right") return null;
  await recordNotThem(agent, "own.confirm", `${shown}_code`, now.getTime());
  return `code_${shown}`;
}
