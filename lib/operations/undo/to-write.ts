import "server-only";
import { z } from "zod";
import { recordDenied } from "@/lib/audit/record-alone";
import { unseal } from "@/lib/auth/factor/seal";
import { can, whyNot } from "@/lib/auth/permissions";
import type { Agent } from "@/lib/auth/session";
import { env } from "@/lib/env";
import { operations, permissionOf } from "../catalogue";
import { type WriteInput, writeInputs } from "../input";
import { invalidInput, notSent } from "../outcome";
import { NOT_UNDONE } from "./check-undo";
import type { UndoInput } from "./undo-input";

type Name = keyof typeof operations;
type Refused = ReturnType<typeof notSent>;

const planSchema = z.object({ name: z.enum(Object.keys(operations) as [Name, ...Name[]]), body: z.unknown() });

/** As it was shown: sealed by `sealUndo` for this very operation, and nobody's to change. */
function openPlan({ target, plan }: UndoInput) {
  const text = unseal(plan, { secret: env.sessionSecret, purpose: "undo", about: target.undoes });
  return text === null ? undefined : planSchema.parse(JSON.parse(text));
}

/**
 * The write that a form to undo asks for, as the form for that write would send it, for an agent who may do that as well. A
 * refusal is a value: nothing was sent.
 */
export async function toUndoWrite(
  agent: Agent,
  input: UndoInput,
): Promise<{ ok: true; name: Name; input: WriteInput<Name> } | Refused> {
  const { target, why } = input;
  const plan = openPlan(input);
  if (!plan)
    return notSent(NOT_UNDONE, "Nothing was sent. This form is not one that this console made: open it again.");
  const { name, body } = plan;
  const right = permissionOf(name);
  if (!can(agent.role, right)) {
    const about = { type: "profile" as const, app: target.app, id: target.profileId };
    const { operationId } = target;
    await recordDenied({ actor: agent, action: name, target: about, operationId, detail: { code: "forbidden" } });
    return notSent("forbidden", `Nothing was sent. ${whyNot(agent.role, right)}`);
  }
  const parsed = writeInputs[name].safeParse({ target, why, body });
  if (parsed.success) return { ok: true, name, input: parsed.data as WriteInput<Name> };
  const { issues } = parsed.error;
  if (issues.some(({ path }) => path[0] === "body")) {
    const why = issues[0]?.message ?? "";
    return notSent(NOT_UNDONE, `Nothing was sent. What stood there before cannot be sent to Adapty again: ${why}`);
  }
  return invalidInput(issues.map(({ path, message }) => ({ field: String(path.at(-1) ?? ""), message })));
}
