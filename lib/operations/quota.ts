import "server-only";
import { type Kysely, sql, type Transaction } from "kysely";
import type { Agent } from "@/lib/auth/session";
import { dayStart, startDaysBefore } from "@/lib/clock/wall-clock";
import { compileOnce } from "@/lib/db/compile-once";
import { holdName } from "@/lib/db/hold-name";
import type { Schema } from "@/lib/db/schema";
import { env } from "@/lib/env";
import type { Limits } from "@/lib/settings/limits";
import { takenStates } from "./catalogue";
import { mayLandIn } from "./given-up";
import type { JournalRow } from "./journal-row";
import { type Left, whyNothingLeft } from "./left";
import { numbersOf } from "./limits";

/** Who sends an operation, in which session and under which emergency access, and is held to the limits as they are now. */
export type Held = Pick<Agent, "id" | "role" | "elevationId" | "sessionId"> & { limits: Limits };

/** Of the journal's row, or of one that may be. */
type Reserving = Pick<JournalRow, "id" | "app" | "profileId" | "days" | "countedFor">;

const WINDOW_DAYS = 90;

/** Of what is counted: since when, when that is asked (both ISO, UTC), and the row that is left out. */
type Since = { id: string; since: string; now: string };

const iso = (at: number) => new Date(at).toISOString();

/** `since` in ms. */
export const countedSince = ({ id }: Pick<Reserving, "id">, since: number, now: Date): Since => ({
  id,
  since: iso(since),
  now: now.toISOString(),
});

/** What was sent since then and may have been taken, or may still be, without that row: what surely was not is free again. */
export const sentSince = (db: Kysely<Schema>, { id, since, now }: Since) =>
  db
    .selectFrom("operation")
    .where("sent_at", ">=", since)
    .where("id", "<>", id)
    .where((build) => build.or([build.eb("state", "in", takenStates), mayLandIn(build, now)]));

const countGrants = compileOnce((db, { countedFor, ...since }: Since & { countedFor: string }) =>
  sentSince(db, since)
    .select((table) => table.fn.countAll<number>().as("used"))
    .where("counted_for", "=", countedFor),
);

const sumGiven = compileOnce((db, { app, profileId, ...since }: Since & Pick<Reserving, "app" | "profileId">) =>
  sentSince(db, since)
    .select((table) => table.fn.coalesce(table.fn.sum<number>("days"), sql<number>`0`).as("given"))
    .where("app", "=", app)
    .where("profile_id", "=", profileId),
);

/** Where the days of 90 begin that a customer's are counted in, today included; midnight in the console's zone. */
export const windowStart = (now: Date): number => startDaysBefore(now.getTime(), WINDOW_DAYS - 1, env.timeZone);

/** What a customer was given in the days that count, by whomever. It needs no lock: the claim that follows fails when anything was sent to this customer meanwhile. */
export async function sumDays(
  trx: Kysely<Schema>,
  row: Pick<Reserving, "id" | "app" | "profileId">,
  now: Date,
): Promise<number> {
  const { app, profileId } = row;
  const { rows } = await sumGiven(trx, { app, profileId, ...countedSince(row, windowStart(now), now) });
  return rows[0]?.given ?? 0;
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
  const today = {
    countedFor: row.countedFor,
    ...countedSince(row, dayStart(now.getTime(), env.timeZone), now),
  };
  const used = grantsPerDay === null ? 0 : ((await countGrants(db, today)).rows[0]?.used ?? 0);
  const given = daysPerCustomer === null ? 0 : await sumDays(db, row, now);
  return {
    daysPerGrant,
    today: grantsPerDay === null ? null : { most: grantsPerDay, used },
    customer: daysPerCustomer === null ? null : { most: daysPerCustomer, given },
  };
}

/** The sentence of whyUsedUp by what is counted at the moment, which nobody is kept from changing. */
export async function whyNoneLeft(
  db: Kysely<Schema>,
  { countedFor, ...row }: Reserving,
  held: Pick<Held, "role" | "limits">,
  now: Date,
): Promise<string | null> {
  const left = countedFor === null ? null : await readLeft(db, { ...row, countedFor }, held, now);
  return left && whyNothingLeft(left, row.days, held.role);
}

/**
 * A sentence when this grant would be one too many of its day, or too many days for its customer in 90 days, today included;
 * days begin at midnight in the console's zone. Ask in the transaction that claims the row: the claim is the reservation.
 */
export async function whyUsedUp(
  trx: Transaction<Schema>,
  row: Reserving,
  held: Pick<Held, "role" | "limits">,
  now: Date,
): Promise<string | null> {
  const { countedFor } = row;
  if (countedFor !== null && numbersOf(held.role, held.limits)?.grantsPerDay) await holdName(trx, countedFor);
  return whyNoneLeft(trx, row, held, now);
}
