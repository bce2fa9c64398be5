import { type Kysely, sql } from "kysely";
import type { AuditEvent } from "../../lib/audit/event";
import { record } from "../../lib/audit/record";
import { isSqlite } from "../../lib/db/dialect";
import { openDatabase } from "../../lib/db/open";
import type { Schema } from "../../lib/db/schema";

const BATCH = 1_000;
const PER_DAY = 1_000;
const PER_CUSTOMER = 60;
const ACTORS = 10;
const DAY_MS = 86_400_000;
export const BEGAN = Date.parse("2020-01-01T00:00:00.000Z");

const WORDS =
  "refund asked after the outage lost a day of premium promised by phone because billing charged twice wants his access back until monday morning courtesy partner review store account moved device new purchase missing restored unhappy thanks kindly".split(
    " ",
  );

export const customerOf = (event: number): string =>
  `a0000000-0000-4000-8000-${String(Math.floor(event / PER_CUSTOMER)).padStart(12, "0")}`;
export const ticketOf = (event: number): string => `ZD-${String(event).padStart(7, "0")}`;

export const noteOf = (event: number): string =>
  Array.from({ length: 8 }, (_, at) => WORDS[(event * 7 + at * at * 5) % WORDS.length]).join(" ");

/** As a write leaves them: asked for, with a note and a ticket, sent, done; each written by the console's own function. */
function eventOf(event: number): AuditEvent {
  const outcome = (["attempted", "sent", "applied"] as const)[event % 3] ?? "sent";
  const note = noteOf(event);
  const customer_user_id = `customer-${customerOf(event).slice(-8)}`;
  return {
    actor: { id: `agent-${event % ACTORS}`, email: `agent-${event % ACTORS}@example.com`, role: "agent" },
    action: "access.grant",
    target: { type: "profile", app: "acme-ios", id: customerOf(event) },
    reason: "COURTESY",
    outcome,
    detail: { attempt: 1 },
    operationId: `5f0c7a52-4e8a-4f43-9d1b-${String(Math.floor(event / 3)).padStart(12, "0")}`,
    ...(outcome === "attempted" && { personal: { note, ticket: ticketOf(event), customer_user_id } }),
  };
}

/** A database with so many events, a thousand a day, in one sound chain. */
export async function fillRecord(url: string, events: number): Promise<Kysely<Schema>> {
  const db = await openDatabase(url);
  // A benchmark that loses its power starts again.
  if (isSqlite(db)) await sql`pragma synchronous = off`.execute(db);
  else await sql`set synchronous_commit = off`.execute(db);
  for (let from = 0; from < events; from += BATCH) {
    const batch = Array.from({ length: Math.min(BATCH, events - from) }, (_, at) => eventOf(from + at));
    const day = new Date(BEGAN + Math.floor(from / PER_DAY) * DAY_MS);
    await db.transaction().execute((trx) => record(trx, batch, day));
  }
  if (!isSqlite(db)) await sql`vacuum analyze`.execute(db);
  return db;
}
