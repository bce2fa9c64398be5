import "server-only";
import type { Kysely } from "kysely";
import type { Schema } from "@/lib/db/schema";
import type { OperationName, OperationState } from "@/lib/operations/catalogue";

/** A change made under emergency access; `at` is ISO, UTC. */
export type Act = {
  id: string;
  elevationId: string;
  name: OperationName;
  state: OperationState;
  attempts: number;
  at: string;
  app: string;
  profileId: string;
  customerUserId: string | null;
};

/** Of all that waits for review together no more are listed; the rest stands under Activity. */
const SHOWN = 500;

/** What was done to customers under these uses of emergency access, in the order it was done. */
export async function listActs(db: Kysely<Schema>, elevationIds: readonly string[]): Promise<Act[]> {
  if (elevationIds.length === 0) return [];
  const rows = await db
    .selectFrom("operation")
    .select(["id", "elevation_id", "name", "state", "attempts", "created_at", "app", "profile_id", "customer_user_id"])
    .where("elevation_id", "in", elevationIds)
    .orderBy("created_at")
    .orderBy("id")
    .limit(SHOWN)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    elevationId: row.elevation_id ?? "",
    name: row.name,
    state: row.state,
    attempts: row.attempts,
    at: row.created_at,
    app: row.app,
    profileId: row.profile_id,
    customerUserId: row.customer_user_id,
  }));
}
