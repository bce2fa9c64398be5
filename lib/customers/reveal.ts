import "server-only";
import { record } from "@/lib/audit/record";
import { recordDenied } from "@/lib/audit/record-alone";
import { hasLostRole } from "@/lib/auth/lost-role";
import type { Agent } from "@/lib/auth/session";
import { getDatabase } from "@/lib/db/database";
import { log } from "@/lib/log/log";
import { readLastSet } from "@/lib/operations/activity";
import { checkWhy } from "@/lib/operations/check-write";
import { findOperation } from "@/lib/operations/journal";
import { noLongerTheirs, notSent, refuse } from "@/lib/operations/outcome";
import { reasonKindOf } from "@/lib/operations/reason-kind";
import type { Result } from "@/lib/operations/result";
import { readSettings } from "@/lib/settings/store";
import type { RevealInput } from "./reveal-input";
import { findWait, sayWait } from "./reveal-measure";

const ACTION = "personal.reveal";

async function findValue({ target, field, operationId }: RevealInput): Promise<string | null> {
  const { app, profileId } = target;
  if (!operationId) {
    const value = (await readLastSet(app, profileId))[field]?.value;
    return typeof value === "string" ? value : null;
  }
  const row = await findOperation(operationId);
  if (row?.name !== "profile.update" || row.app !== app || row.profileId !== profileId) return null;
  const value = ((row.request ?? {}) as Record<string, unknown>)[field];
  return typeof value === "string" ? value : null;
}

/**
 * One masked value of one customer. That it is revealed, what, of whom, why and by whom, is recorded before it is answered;
 * when that fails nothing is. At most PER_HOUR an hour for each account.
 */
export async function revealPersonal(agent: Agent, input: RevealInput): Promise<Result<{ value: string }>> {
  const { target, field, operationId, why } = input;
  const fields = checkWhy(why, await readSettings(), reasonKindOf(ACTION));
  if (fields.length > 0) {
    const message = "Nothing was revealed: the reason needs another look.";
    return refuse({ outcome: "not_sent", code: "invalid_input", message, fields });
  }
  const value = await findValue(input);
  if (value === null) {
    return notSent("not_kept", "There is nothing to reveal: it was cleared, or erased, or never set from here.");
  }
  const about = { type: "profile" as const, app: target.app, id: target.profileId };
  const event = { actor: agent, action: ACTION, target: about, reason: why.reason, detail: { field }, operationId };
  const personal = { note: why.note || undefined, ticket: why.ticket || undefined };
  const now = new Date();
  try {
    const db = await getDatabase();
    const wait = await db.transaction().execute(async (trx) => {
      if (await hasLostRole(trx, agent, now)) return "not_theirs";
      const wait = await findWait(trx, agent, now);
      if (wait === 0) await record(trx, [{ ...event, outcome: "allowed", personal }], now);
      return wait;
    });
    if (wait === 0) return { ok: true, data: { value } };
    const lost = wait === "not_theirs";
    await recordDenied({ ...event, detail: { field, code: lost ? "forbidden" : "too_many" } });
    if (lost) return noLongerTheirs("revealed");
    return notSent("too_many", `Nothing was revealed: ${sayWait(wait)}`);
  } catch (error) {
    log.error("A reveal could not be recorded, so nothing was shown.", { fault: error });
    const message = "Nothing was revealed: the console cannot record it just now. Try again in a moment.";
    return notSent("cannot_record", message);
  }
}
