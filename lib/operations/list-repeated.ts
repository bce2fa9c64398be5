import "server-only";
import { type Kysely, sql } from "kysely";
import { MOST_COUNTED } from "@/lib/audit/count-acts";
import type { Schema } from "@/lib/db/schema";
import { takenStates } from "./catalogue";

/** So many grants by one account to one customer are worth a question. */
export const REPEATED_FROM = 3;
/** Whoever stands out most; more than these nobody reads. */
const MOST_LISTED = 20;

export type Repeated = {
  agentId: string;
  app: string;
  profileId: string;
  customerUserId: string | null;
  times: number;
  /** What they add up to; a grant for life counts none. */
  days: number;
};

/**
 * Who gave access to the same customer again and again since then (ISO, UTC), most often first: what was sent and may have been
 * taken, whoever approved it. Of the newest MOST_COUNTED operations.
 */
export async function listRepeated(db: Kysely<Schema>, since: string): Promise<Repeated[]> {
  const newest = db
    .selectFrom("operation")
    .select(["agent_id", "app", "profile_id", "customer_user_id", "days", "counted_for", "state"])
    .where("created_at", ">=", since)
    .orderBy("created_at", "desc")
    .limit(MOST_COUNTED);
  const times = sql<number | string>`count(*)`;
  const rows = await db
    .selectFrom(newest.as("one"))
    .select((table) => [
      "agent_id",
      "app",
      "profile_id",
      table.fn.max("customer_user_id").as("customer_user_id"),
      times.as("times"),
      sql<number | string>`coalesce(sum(days), 0)`.as("days"),
    ])
    .where("counted_for", "is not", null)
    .where("state", "in", takenStates)
    .groupBy(["agent_id", "app", "profile_id"])
    .having(times, ">=", REPEATED_FROM)
    .orderBy(times, "desc")
    .orderBy("profile_id")
    .limit(MOST_LISTED)
    .execute();
  return rows.map((row) => ({
    agentId: row.agent_id,
    app: row.app,
    profileId: row.profile_id,
    customerUserId: row.customer_user_id,
    times: Number(row.times),
    days: Number(row.days),
  }));
}
