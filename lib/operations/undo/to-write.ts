import "server-only";
import { parseInstant } from "@/lib/adapty/instant";
import { recordDenied } from "@/lib/audit/record-alone";
import { can, whyNot } from "@/lib/auth/permissions";
import type { Agent } from "@/lib/auth/session";
import { timeNow } from "@/lib/world/world";
import { type OperationName, permissionOf } from "../catalogue";
import { type WriteInput, writeInputs } from "../input";
import { findOperation, JournalUnavailable } from "../journal";
import { cannotRecord, notSent, refuse } from "../outcome";
import { findUndo } from "./find-undo";
import type { UndoInput } from "./undo-input";

const CLOCK_SLACK_MS = 60 * 60 * 1000;

type Undo = { name: OperationName; body: unknown };
type Refused = ReturnType<typeof refuse>;

/** What was recorded under the id of this form stays what it sends, whenever it is sent again. */
async function findBody({ target, decidedAt }: UndoInput): Promise<(Undo & { ok: true }) | { ok: false; why: string }> {
  const recorded = await findOperation(target.operationId);
  if (recorded?.undoes === target.undoes) return { ok: true, name: recorded.name, body: recorded.request };
  const at = parseInstant(decidedAt);
  if (Math.abs(at - timeNow()) > CLOCK_SLACK_MS)
    return { ok: false, why: "This form was open for too long: close it and open it again." };
  const found = await findUndo(target, at);
  return found.ok ? { ok: true, name: found.plan.name, body: found.plan.body } : found;
}

/**
 * The write that a form to undo asks for, as the form for that write would send it, for an agent who may do that as well. A
 * refusal is a value: nothing was sent.
 */
export async function toUndoWrite(
  agent: Agent,
  input: UndoInput,
): Promise<{ ok: true; name: OperationName; input: WriteInput<OperationName> } | Refused> {
  const { target, why } = input;
  let found: Awaited<ReturnType<typeof findBody>>;
  try {
    found = await findBody(input);
  } catch (error) {
    if (!(error instanceof JournalUnavailable)) throw error;
    return cannotRecord();
  }
  if (!found.ok) return notSent("not_undone", `Nothing was sent. ${found.why}`);
  const { name, body } = found;
  const right = permissionOf(name);
  if (!can(agent.role, right)) {
    const about = { type: "profile" as const, app: target.app, id: target.profileId };
    const { operationId } = target;
    await recordDenied({ actor: agent, action: name, target: about, operationId, detail: { code: "forbidden" } });
    return notSent("forbidden", `Nothing was sent. ${whyNot(agent.role, right)}`);
  }
  const parsed = writeInputs[name].safeParse({ target, why, body });
  if (parsed.success) return { ok: true, name, input: parsed.data as WriteInput<OperationName> };
  const issues = parsed.error.issues.map(({ path, message }) => ({ field: String(path.at(-1) ?? ""), message }));
  const isBody = parsed.error.issues.some(({ path }) => path[0] === "body");
  return refuse({
    outcome: "not_sent",
    code: isBody ? "not_undone" : "invalid_input",
    message: isBody
      ? `Nothing was sent. What stood there before cannot be sent to Adapty again: ${issues[0]?.message ?? ""}`
      : "Nothing was sent: some fields need another look.",
    fields: isBody ? [] : issues,
  });
}
