import { act, formOf } from "@/lib/operations/undo/undo.fixture";
import { agentOf, type Customer } from "@/lib/operations/world.fixture";

const { env } = await import("@/lib/env");
const { unseal } = await import("@/lib/auth/factor/seal");
const { previewUndo } = await import("./preview-undo");

export { act, formOf };

const app = env.apps[0] as (typeof env.apps)[number];

/** What a person of that role is shown of undoing `undoes`, for this customer. */
export async function look({ profileId }: Pick<Customer, "profileId">, undoes: string, by = agentOf("lead")) {
  const read = await previewUndo(app, { profileId, undoes }, by);
  if (!read.ok) throw new Error(read.error.message);
  return read.answer;
}

/** The same where there is something to undo; else the reason as an error. */
export async function lookAtPreview(...asked: Parameters<typeof look>) {
  const answer = await look(...asked);
  if ("why" in answer) throw new Error(answer.why);
  return answer.preview;
}

/** The same where there is nothing to undo: why. */
export async function readWhy(...asked: Parameters<typeof look>): Promise<string> {
  const answer = await look(...asked);
  return "why" in answer ? answer.why : "it can be undone";
}

/** What a plan holds, when it is opened as the plan to undo `about`; null when it is not that. */
export function openPlan(plan: string, about: string): unknown {
  const text = unseal(plan, { secret: env.sessionSecret, purpose: "undo", about });
  return text === null ? null : JSON.parse(text);
}
