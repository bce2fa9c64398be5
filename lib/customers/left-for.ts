import "server-only";
import type { Agent } from "@/lib/auth/session";
import { getDatabase } from "@/lib/db/database";
import type { Left } from "@/lib/operations/left";
import { readLeft } from "@/lib/operations/quota";
import { readSettings } from "@/lib/settings/store";
import { whyNotShown } from "./read-customer";

/**
 * What the limits leave to this agent for a customer, null for who is held to none; it tells what was given to that customer,
 * so it is a look like any other: recorded, or else `why` says in a sentence why not, as when they opened too many within the hour.
 */
export async function readLeftFor(
  agent: Agent,
  customer: { app: string; profileId: string },
  now: Date,
): Promise<{ left: Left | null } | { why: string }> {
  const { app, profileId } = { ...customer, profileId: customer.profileId.toLowerCase() };
  const why = await whyNotShown(agent, { app, profileId });
  if (why !== null) return { why };
  const [db, { limits }] = await Promise.all([getDatabase(), readSettings()]);
  return {
    left: await readLeft(db, { id: "", app, profileId, countedFor: agent.id }, { role: agent.role, limits }, now),
  };
}
