import "server-only";
import type { Transaction } from "kysely";
import type { Actor, AuditEvent } from "@/lib/audit/event";
import type { Schema } from "@/lib/db/schema";

type Whose = { app: string; profileId: string; until: string };

/** Of what was asked for only on whom, under which id and for which reason of the team's. */
function emptied(payload: string): string {
  const { target, why } = JSON.parse(payload) as { target: Record<string, unknown>; why: { reason?: string } };
  const { operationId, app, profileId } = target;
  return JSON.stringify({ target: { operationId, app, profileId, seen: "" }, why: { reason: why.reason }, body: {} });
}

/**
 * Erases what requests for approval hold of a customer. What still waits is withdrawn: nobody can decide what nobody can read.
 * That it was asked for, by whom, and who decided it stays. Answers the events to record.
 */
export async function eraseRequests(
  trx: Transaction<Schema>,
  { app, profileId, until }: Whose,
  { actor, now }: { actor: Actor; now: Date },
): Promise<AuditEvent[]> {
  const withdrawn = await trx
    .updateTable("approval")
    .set({
      state: "withdrawn",
      decider_id: actor.id,
      decider_email: actor.email ?? "",
      decider_role: actor.role,
      decided_at: now.toISOString(),
    })
    .where("app", "=", app)
    .where("profile_id", "=", profileId)
    .where("requested_at", "<=", until)
    .where("state", "=", "waiting")
    .returning(["id", "operation_id", "name", "payload"])
    .execute();
  const target = { type: "profile" as const, app, id: profileId };
  const events = withdrawn.map(({ id, operation_id: operationId, name, payload }) => {
    const reason = (JSON.parse(payload) as { why: { reason?: string } }).why.reason || null;
    const detail = { approval: id, operation: name, code: "erased" };
    return { actor, action: "approval.withdraw", target, reason, outcome: "done" as const, operationId, detail };
  });
  const rows = await trx
    .selectFrom("approval")
    .select(["id", "payload"])
    .where("app", "=", app)
    .where("profile_id", "=", profileId)
    .where("requested_at", "<=", until)
    .where("erased_at", "is", null)
    .execute();
  await emptyRequests(trx, rows, now);
  return events;
}

/** Of these requests only what was asked for on whom stays, by whom, and who decided it. */
export async function emptyRequests(
  trx: Transaction<Schema>,
  rows: readonly { id: string; payload: string }[],
  now: Date,
): Promise<void> {
  for (const { id, payload } of rows) {
    const nothing = {
      payload_hash: "",
      needs_message: "",
      state_seen: "{}",
      customer_user_id: null,
      decision_note: null,
    };
    const set = { payload: emptied(payload), ...nothing, erased_at: now.toISOString() };
    await trx.updateTable("approval").set(set).where("id", "=", id).execute();
  }
}
