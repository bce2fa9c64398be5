import "server-only";
import { type Kysely, sql, type Transaction } from "kysely";
import type { Agent } from "@/lib/auth/session";
import { dayStart, startDaysBefore } from "@/lib/clock/wall-clock";
import { holdName } from "@/lib/db/hold-name";
import type { Schema } from "@/lib/db/schema";
import { env } from "@/lib/env";
import type { Limits } from "@/lib/settings/limits";
import type { JournalRow } from "./journal-row";
import { type Left, whyNothingLeft } from "./left";
import { numbersOf } from "./limits";

/** Who sends an operation and is held to the limits as they are now; `elevationId`: the emergency access it is sent under. */
export type Held = Pick<Agent, "id" | "role" | "elevationId"> & { limits: Limits };

/** Of the journal's row, or of one that may be. */
export type Reserving = Pick<JournalRow, "id" | "app" | "profileId" | "days" | "countedFor">;

const WINDOW_DAYS = 90;

/** What was sent since then (ISO, UTC) and may have been taken, this row left out: what surely was not is free again. */
export const sentSince = (trx: Kysely<Schema>, row: Pick<Reserving, "id">, since: number) =>
  trx
    .selectFrom("operation")
    .where("sent_at", ">=", new Date(since).toISOString())
    .where("state", "in", ["sent", "unknown", "applied"])
    .where("id", "<>", row.id);

async function countGrants(db: Kysely<Schema>, row: Pick<Reserving, "id">, countedFor: string, since: number) {
  const { used } = await sentSince(db, row, since)
    .select((table) => table.fn.countAll<number>().as("used"))
    .where("counted_for", "=", countedFor)
    .executeTakeFirstOrThrow();
  return used;
}

/** Where the days of 90 begin that a customer's are counted in, today included; midnight in the console's zone. */
export const windowStart = (now: Date): number => startDaysBefore(now.getTime(), WINDOW_DAYS - 1, env.timeZone);

/** By whomever. It needs no lock: the claim that follows fails when anything was sent to this customer meanwhile. */
export async function sumDays(trx: Kysely<Schema>, row: Pick<Reserving, "id" | "app" | "profileId">, since: number) {
  const { given } = await sentSince(trx, row, since)
    .select((table) => table.fn.coalesce(table.fn.sum<number>("days"), sql<number>`0`).as("given"))
    .where("app", "=", row.app)
    .where("profile_id", "=", row.profileId)
    .executeTakeFirstOrThrow();
  return given;
}

/** What a role's limits leave to who the row counts for and to its customer, the row itself left out; null for who is held to none. */
export async function readLeft(
  db: Kysely<Schema>,
  row: Pick<Reserving, "id" | "app" | "profileId"> & { countedFor: string },
  { role, limits }: Pick<Held, "role" | "limits">,
  now: Date,
): Promise<Left | null> {
  const most = numbersOf(role, limits);
  if (!most) return null;
  const { daysPerGrant, grantsPerDay, daysPerCustomer } = most;
  const today = dayStart(now.getTime(), env.timeZone);
  const used = grantsPerDay === null ? 0 : await countGrants(db, row, row.countedFor, today);
  const given = daysPerCustomer === null ? 0 : await sumDays(db, row, windowStart(now));
  return {
    daysPerGrant,
    today: grantsPerDay === null ? null : { most: grantsPerDay, used },
    customer: daysPerCustomer === null ? null : { most: daysPerCustomer, given },
  };
}

/**
 * A sentence when this grant would be one too many of its day, or too many days for its customer in 90 days, today included;
 * days begin at midnight in the console's zone. Ask in the transaction that claims the row: the claim is the reservation.
 */
export async function whyUsedUp(
  trx: Transaction<Schema>,
  { countedFor, ...row }: Reserving,
  { role, limits }: Pick<Held, "role" | "limits">,
  now: Date,
): Promise<string | null> {
  if (countedFor === null) return null;
  if (numbersOf(role, limits)?.grantsPerDay) await holdName(trx, countedFor);
  const left = await readLeft(trx, { ...row, countedFor }, { role, limits }, now);
  return left && whyNothingLeft(left, row.days, role);
}
