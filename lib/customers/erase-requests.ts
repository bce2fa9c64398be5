import "server-only";
import type { Transaction } from "kysely";
import type { Actor } from "@/lib/audit/event";
import type { Schema } from "@/lib/db/schema";

type Whose = { app: string; profileId: string; until: string };

/**
 * Erases what requests for approval hold of a customer. What still waits is withdrawn: nobody can decide what nobody can read.
 * That it was asked for, by whom, and who decided it stays.
 */
export async function eraseRequests(
  trx: Transaction<Schema>,
  { app, profileId, until }: Whose,
  { actor, now }: { actor: Actor; now: Date },
): Promise<void> {
  const ofCustomer = trx
    .updateTable("approval")
    .where("app", "=", app)
    .where("profile_id", "=", profileId)
    .where("requested_at", "<=", until);
  await ofCustomer
    .set({
      state: "withdrawn",
      decider_id: actor.id,
      decider_email: actor.email ?? "",
      decider_role: actor.role,
      decided_at: now.toISOString(),
    })
    .where("state", "=", "waiting")
    .execute();
  const nothing = { payload: "{}", payload_hash: "", state_seen: "{}", customer_user_id: null, decision_note: null };
  await ofCustomer.set(nothing).execute();
}
