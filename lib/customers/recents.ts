import "server-only";
import { getDatabase } from "@/lib/db/database";

export type Recent = { app: string; profileId: string; customerUserId: string | null; viewedAt: string };

const RECENTS_SHOWN = 8;

/** Puts a customer on top of the agent's recents; the same customer again only moves up. `now` is the moment of the view. */
export async function rememberCustomer(agentId: string, customer: Omit<Recent, "viewedAt">, now: Date): Promise<void> {
  const db = await getDatabase();
  const seen = { customer_user_id: customer.customerUserId, viewed_at: now.toISOString() };
  await db
    .insertInto("recent_customer")
    .values({ agent_id: agentId, app: customer.app, profile_id: customer.profileId.toLowerCase(), ...seen })
    .onConflict((conflict) => conflict.columns(["agent_id", "app", "profile_id"]).doUpdateSet(seen))
    .execute();
}

/** The customers this agent opened last, in all apps, newest first. */
export async function listRecents(agentId: string): Promise<Recent[]> {
  const db = await getDatabase();
  const rows = await db
    .selectFrom("recent_customer")
    .selectAll()
    .where("agent_id", "=", agentId)
    .orderBy("viewed_at", "desc")
    .orderBy("profile_id")
    .limit(RECENTS_SHOWN)
    .execute();
  return rows.map((row) => ({
    app: row.app,
    profileId: row.profile_id,
    customerUserId: row.customer_user_id,
    viewedAt: row.viewed_at,
  }));
}
