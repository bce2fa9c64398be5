import "server-only";
import { sql, type Transaction } from "kysely";
import { record } from "@/lib/audit/record";
import { recordDenied } from "@/lib/audit/record-alone";
import type { Agent } from "@/lib/auth/session";
import { getDatabase } from "@/lib/db/database";
import { isSqlite } from "@/lib/db/dialect";
import type { Schema } from "@/lib/db/schema";
import { readLastSet } from "@/lib/operations/activity";
import { checkWhy } from "@/lib/operations/check-write";
import { findOperation } from "@/lib/operations/journal";
import { notSent, refuse } from "@/lib/operations/outcome";
import type { Result } from "@/lib/operations/result";
import { readSettings } from "@/lib/settings/store";
import type { RevealInput } from "./reveal-input";

const ACTION = "personal.reveal";
const HOUR_MS = 3_600_000;
export const PER_HOUR = 30;

async function findValue({ target, field, operationId }: RevealInput): Promise<string | null> {
  const { app, profileId } = target;
  if (!operationId) {
    const value = (await readLastSet(app, profileId))[field]?.value;
    return typeof value === "string" ? value : null;
  }
  const row = await findOperation(operationId);
  if (row?.name !== "profile.update" || row.app !== app || row.profileId !== profileId) return null;
  const value = ((row.request ?? {}) as Record<string, unknown>)[field];
  return typeof value === "string" ? value : null;
}

/** How long until this account may reveal again, in ms. Nobody else can ask for it until the transaction ends. */
async function findWait(trx: Transaction<Schema>, { id }: Agent, now: Date): Promise<number> {
  // On SQLite the transaction holds the whole file already.
  if (!isSqlite(trx)) await sql`select pg_advisory_xact_lock(hashtextextended(${`${ACTION} ${id}`}, 0))`.execute(trx);
  const revealed = await trx
    .selectFrom("audit_event")
    .select("recorded_at")
    .where("action", "=", ACTION)
    .where("outcome", "=", "allowed")
    // As an expression: the index by action leads to few, that by account to all that it ever did.
    .where(sql<string>`actor_id || ''`, "=", id)
    .where("recorded_at", ">", new Date(now.getTime() - HOUR_MS).toISOString())
    .orderBy("seq", "desc")
    .limit(PER_HOUR)
    .execute();
  const first = revealed.length === PER_HOUR ? revealed.at(-1) : undefined;
  return first ? Date.parse(first.recorded_at) + HOUR_MS - now.getTime() : 0;
}

/**
 * One masked value of one customer. That it is revealed, what, of whom, why and by whom, is recorded before it is answered;
 * when that fails nothing is. At most PER_HOUR an hour for each account.
 */
export async function revealPersonal(agent: Agent, input: RevealInput): Promise<Result<{ value: string }>> {
  const { target, field, operationId, why } = input;
  const fields = checkWhy(why, await readSettings());
  if (fields.length > 0) {
    const message = "Nothing was revealed: the reason needs another look.";
    return refuse({ outcome: "not_sent", code: "invalid_input", message, fields });
  }
  const value = await findValue(input);
  if (value === null) {
    return notSent("not_kept", "There is nothing to reveal: it was cleared, or erased, or never set from here.");
  }
  const about = { type: "profile" as const, app: target.app, id: target.profileId };
  const event = { actor: agent, action: ACTION, target: about, reason: why.reason, detail: { field }, operationId };
  const personal = { note: why.note || undefined, ticket: why.ticket || undefined };
  const now = new Date();
  try {
    const db = await getDatabase();
    const wait = await db.transaction().execute(async (trx) => {
      const wait = await findWait(trx, agent, now);
      if (wait === 0) await record(trx, [{ ...event, outcome: "allowed", personal }], now);
      return wait;
    });
    if (wait === 0) return { ok: true, data: { value } };
    await recordDenied({ ...event, detail: { field, code: "too_many" } });
    const minutes = Math.ceil(wait / 60_000);
    const again = `You can again in ${minutes} ${minutes === 1 ? "minute" : "minutes"}.`;
    return notSent("too_many", `Nothing was revealed: you revealed ${PER_HOUR} values within the hour. ${again}`);
  } catch (error) {
    console.error("A reveal could not be recorded, so nothing was shown.", String(error));
    const message = "Nothing was revealed: the console cannot record it just now. Try again in a moment.";
    return notSent("cannot_record", message);
  }
}
