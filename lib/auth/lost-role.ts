import "server-only";
import type { Kysely } from "kysely";
import type { Schema } from "@/lib/db/schema";
import type { Agent } from "./read-session";

/**
 * Has this account lost, since the request began, the role or the emergency access that it acts with? To be asked in the
 * transaction that acts: an admin may have disabled it while the customer was read. Accounts are never deleted.
 */
export async function hasLostRole(
  db: Kysely<Schema>,
  { id, role, elevationId }: Pick<Agent, "id" | "role" | "elevationId">,
  now: Date,
): Promise<boolean> {
  const held = await db.selectFrom("user").select(["role", "disabledAt"]).where("id", "=", id).executeTakeFirst();
  if (elevationId === undefined) return held !== undefined && (held.role !== role || held.disabledAt !== null);
  const running = await db
    .selectFrom("elevation")
    .select("id")
    .where("id", "=", elevationId)
    .where("user_id", "=", id)
    .where("role", "=", held?.role ?? "")
    .where("ended_at", "is", null)
    .where("ends_at", ">", now.toISOString())
    .executeTakeFirst();
  return running === undefined || held?.disabledAt !== null;
}
