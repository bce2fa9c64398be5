import "server-only";
import { sql, type Transaction } from "kysely";
import type { Actor } from "@/lib/audit/event";
import { readEventColumns } from "@/lib/audit/read-rows";
import { holdName } from "@/lib/db/hold-name";
import type { Schema } from "@/lib/db/schema";

const HOUR_MS = 3_600_000;
export const PER_HOUR = 30;
/** A file of all that is kept of a customer shows every value in it: it counts with them. */
const COUNTED = ["personal.reveal", "customer.export"];

/** How long until this account may reveal again, in ms. Nobody else can ask for it until the transaction ends. */
export async function findWait(trx: Transaction<Schema>, { id }: Actor, now: Date): Promise<number> {
  await holdName(trx, `personal.reveal ${id}`);
  const newest = trx
    .selectFrom("audit_event")
    .where("action", "in", COUNTED)
    .where("outcome", "in", ["allowed", "done"])
    // As an expression: the index by action leads to few, that by account to all that it ever did.
    .where(sql<string>`actor_id || ''`, "=", id)
    .where("recorded_at", ">", new Date(now.getTime() - HOUR_MS).toISOString())
    .orderBy("seq", "desc")
    .limit(PER_HOUR);
  const revealed = await readEventColumns(trx, newest, ["recorded_at"]);
  const first = revealed.length === PER_HOUR ? revealed.at(-1) : undefined;
  return first ? Date.parse(first.recorded_at) + HOUR_MS - now.getTime() : 0;
}

/** When somebody may reveal again, as a sentence: `wait` in ms. */
export function sayWait(wait: number): string {
  const minutes = Math.ceil(wait / 60_000);
  const again = `You can again in ${minutes} ${minutes === 1 ? "minute" : "minutes"}.`;
  return `you revealed ${PER_HOUR} values within the hour. ${again}`;
}
