import "server-only";
import { sql, type Transaction } from "kysely";
import { isSqlite } from "@/lib/db/dialect";
import type { Schema } from "@/lib/db/schema";
import { env } from "@/lib/env";
import { readSettings } from "@/lib/settings/store";
import type { OperationName } from "./catalogue";
import { dayStart } from "./day-start";
import type { JournalRow } from "./journal-row";
import { grantsPerDay } from "./limits";

/** How many operations of these names an agent may send since then (ISO, UTC). */
export type Quota = { names: OperationName[]; since: string; most: number };

/**
 * Is it used up by what was sent and may have been taken, this row left out? Nobody else can ask for this agent until the
 * transaction ends.
 */
export async function isUsedUp(
  trx: Transaction<Schema>,
  row: JournalRow,
  { names, since, most }: Quota,
): Promise<boolean> {
  // On SQLite the transaction holds the whole file already.
  if (!isSqlite(trx)) await sql`select pg_advisory_xact_lock(hashtextextended(${row.agent.id}, 0))`.execute(trx);
  const { used } = await trx
    .selectFrom("operation")
    .select((table) => table.fn.countAll<number | string>().as("used"))
    .where("agent_id", "=", row.agent.id)
    .where("sent_at", ">=", since)
    .where("name", "in", names)
    .where("state", "in", ["sent", "unknown", "applied"])
    .where("id", "<>", row.id)
    .executeTakeFirstOrThrow();
  return Number(used) >= most;
}

const GRANTS: OperationName[] = ["comp.grant", "access.grant"];

/** What an agent may grant today, going by the settings as they are now; undefined where nothing is counted. */
export async function quotaOf(name: OperationName, role: string, now: Date): Promise<Quota | undefined> {
  if (!GRANTS.includes(name)) return;
  const most = grantsPerDay(role, (await readSettings()).limits);
  if (most === null) return;
  return { names: GRANTS, since: new Date(dayStart(now.getTime(), env.timeZone)).toISOString(), most };
}
