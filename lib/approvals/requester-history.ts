import "server-only";
import { sql } from "kysely";
import { getDatabase } from "@/lib/db/database";
import type { Approval } from "@/lib/operations/approval";
import { countedSince, sentSince, sumDays, windowStart } from "@/lib/operations/quota";
import { openingAccess } from "@/lib/operations/touching";

const DAYS = 30;

/**
 * What somebody gave and asked for in the last 30 days; `days` as limits count them, in the last 90: given by them to anybody,
 * and to this customer by anybody. What they gave for life has no days: it is counted as `forLife`.
 */
export type History = {
  grants: number;
  onThisCustomer: number;
  days: { byThem: number; forLife: number; toThisCustomer: number };
  asked: number;
  approved: number;
  rejected: number;
};

/** Of what was sent and may have been taken or still be, and of what was asked for: what stood without the request at hand. */
export async function readHistory(
  {
    id,
    operationId,
    requester,
    app,
    profileId,
  }: Pick<Approval, "id" | "operationId" | "requester" | "app" | "profileId">,
  now: Date,
): Promise<History> {
  const db = await getDatabase();
  const row = { id: operationId, app, profileId };
  const since = now.getTime() - DAYS * 86_400_000;
  const grants = sentSince(db, countedSince(row, since, now))
    .select((table) => table.fn.countAll<number | string>().as("count"))
    .where("agent_id", "=", requester.id)
    .where("name", "in", openingAccess);
  const requests = db
    .selectFrom("approval")
    .select(["state", (table) => table.fn.countAll<number | string>().as("count")])
    .where("requester_id", "=", requester.id)
    .where("requested_at", ">=", new Date(since).toISOString())
    .where("id", "<>", id)
    .groupBy("state");
  const given = sentSince(db, countedSince(row, windowStart(now), now))
    .select(({ fn }) => fn.coalesce(fn.sum<number | string>("days"), sql<number>`0`).as("days"))
    .select(sql<number | string>`count(case when days is null then 1 end)`.as("for_life"))
    .where("agent_id", "=", requester.id)
    .where("counted_for", "is not", null);
  const [byThem, toThisCustomer, all, here, asked] = await Promise.all([
    given.executeTakeFirstOrThrow(),
    sumDays(db, row, now),
    grants.executeTakeFirstOrThrow(),
    grants.where("app", "=", app).where("profile_id", "=", profileId).executeTakeFirstOrThrow(),
    requests.execute(),
  ]);
  const of = (state: string) => Number(asked.find((row) => row.state === state)?.count ?? 0);
  return {
    grants: Number(all.count),
    onThisCustomer: Number(here.count),
    days: { byThem: Number(byThem.days), forLife: Number(byThem.for_life), toThisCustomer },
    asked: asked.reduce((sum, { count }) => sum + Number(count), 0),
    approved: of("approved"),
    rejected: of("rejected"),
  };
}
