import "server-only";
import { type Kysely, sql } from "kysely";
import { compileOnce } from "@/lib/db/compile-once";
import { getDatabase } from "@/lib/db/database";
import type { Schema } from "@/lib/db/schema";
import { openStates, unconfirmedStates } from "./catalogue";
import { type ListedOperation, listedColumns, toListed } from "./list-operations";

/** `checks`: how often it was looked for at Adapty since it was sent; `checkAt`: when that is done next, ISO in UTC. */
export type QueuedOperation = ListedOperation & { checks: number; checkAt: string | null };

export const QUEUE_SHOWN = 100;

/** What is not settled and was not erased, which nobody can settle any more, of one agent or of everybody: what needs a human first, and of each kind the oldest first; at most QUEUE_SHOWN. */
export async function listQueue({ agentId }: { agentId?: string }): Promise<QueuedOperation[]> {
  const db = await getDatabase();
  let query = db
    .selectFrom("operation")
    .select([...listedColumns, "checks", "check_at"])
    .where("state", "in", openStates)
    .where("erased_at", "is", null);
  if (agentId !== undefined) query = query.where("agent_id", "=", agentId);
  const rows = await query
    .orderBy(sql`case state when 'needs_human' then 0 when 'unknown' then 1 else 2 end`)
    .orderBy("created_at")
    .orderBy("id")
    .limit(QUEUE_SHOWN)
    .execute();
  return rows.map((row) => ({ ...toListed(row), checks: row.checks, checkAt: row.check_at }));
}

const unconfirmed = (db: Kysely<Schema>) =>
  db
    .selectFrom("operation")
    .select(({ fn }) => fn.countAll<number>().as("count"))
    .where("state", "in", unconfirmedStates)
    .where("erased_at", "is", null);
const countUnconfirmed = compileOnce((db, _: Record<string, never>) => unconfirmed(db));
const countUnconfirmedOf = compileOnce((db, { agentId }: { agentId: string }) =>
  unconfirmed(db).where("agent_id", "=", agentId),
);

/** How many of these are not confirmed or need a human. Asked for every page. */
export async function countQueue({ agentId }: { agentId?: string }): Promise<number> {
  const db = await getDatabase();
  const { rows } = await (agentId === undefined ? countUnconfirmed(db, {}) : countUnconfirmedOf(db, { agentId }));
  return rows[0]?.count ?? 0;
}
