import "server-only";
import { getDatabase } from "@/lib/db/database";
import type { OperationName } from "@/lib/operations/catalogue";

const DAYS = 30;
const GRANTS: OperationName[] = ["comp.grant", "access.grant"];

/** What somebody gave and asked for in the last 30 days. */
export type History = { grants: number; onThisCustomer: number; asked: number; approved: number; rejected: number };

/** Of what was sent and may have been taken; requests without the one at hand. */
export async function readHistory(
  { id, requesterId, app, profileId }: { id: string; requesterId: string; app: string; profileId: string },
  now: Date,
): Promise<History> {
  const db = await getDatabase();
  const since = new Date(now.getTime() - DAYS * 86_400_000).toISOString();
  const grants = db
    .selectFrom("operation")
    .select((table) => table.fn.countAll<number | string>().as("count"))
    .where("agent_id", "=", requesterId)
    .where("sent_at", ">=", since)
    .where("name", "in", GRANTS)
    .where("state", "in", ["sent", "unknown", "applied"]);
  const requests = db
    .selectFrom("approval")
    .select(["state", (table) => table.fn.countAll<number | string>().as("count")])
    .where("requester_id", "=", requesterId)
    .where("requested_at", ">=", since)
    .where("id", "<>", id)
    .groupBy("state");
  const [all, here, asked] = await Promise.all([
    grants.executeTakeFirstOrThrow(),
    grants.where("app", "=", app).where("profile_id", "=", profileId).executeTakeFirstOrThrow(),
    requests.execute(),
  ]);
  const of = (state: string) => Number(asked.find((row) => row.state === state)?.count ?? 0);
  return {
    grants: Number(all.count),
    onThisCustomer: Number(here.count),
    asked: asked.reduce((sum, { count }) => sum + Number(count), 0),
    approved: of("approved"),
    rejected: of("rejected"),
  };
}
