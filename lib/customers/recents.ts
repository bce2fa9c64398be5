import "server-only";
import { compileOnce } from "@/lib/db/compile-once";
import { getDatabase } from "@/lib/db/database";

export type Recent = { app: string; profileId: string; customerUserId: string | null; viewedAt: string };

const RECENTS_SHOWN = 8;
const MINUTE_MS = 60_000;

/** Puts the customer at the head of the agent's recents; one that stands there since less than a minute costs no write. */
export async function rememberCustomer(agentId: string, customer: Omit<Recent, "viewedAt">, now: Date): Promise<void> {
  const [head] = await listRecents(agentId);
  const same = head?.app === customer.app && head.profileId === customer.profileId.toLowerCase();
  const fresh = head && now.getTime() - Date.parse(head.viewedAt) < MINUTE_MS;
  if (same && fresh && head.customerUserId === customer.customerUserId) return;
  const db = await getDatabase();
  const seen = { customer_user_id: customer.customerUserId, viewed_at: now.toISOString() };
  await db
    .insertInto("recent_customer")
    .values({ agent_id: agentId, app: customer.app, profile_id: customer.profileId.toLowerCase(), ...seen })
    .onConflict((conflict) => conflict.columns(["agent_id", "app", "profile_id"]).doUpdateSet(seen))
    .execute();
}

const select = compileOnce((db, { agentId }: { agentId: string }) =>
  db
    .selectFrom("recent_customer")
    .selectAll()
    .where("agent_id", "=", agentId)
    .orderBy("viewed_at", "desc")
    .orderBy("profile_id")
    .limit(RECENTS_SHOWN),
);

/** The customers this agent opened last, in all apps, newest first. */
export async function listRecents(agentId: string): Promise<Recent[]> {
  const { rows } = await select(await getDatabase(), { agentId });
  return rows.map((row) => ({
    app: row.app,
    profileId: row.profile_id,
    customerUserId: row.customer_user_id,
    viewedAt: row.viewed_at,
  }));
}
