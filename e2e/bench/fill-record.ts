import { type Kysely, sql } from "kysely";
import type { AuditEvent } from "../../lib/audit/event";
import { chainEvents } from "../../lib/audit/record";
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

/** As a write leaves them: asked for, with a note and a ticket, sent, done; each made by the console's own function. */
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

/** All rows at once: a statement for each, or for each thousand, takes far longer than what it writes. */
async function insertAll(trx: Kysely<Schema>, table: string, rows: object[]): Promise<void> {
  const names = Object.keys(rows[0] ?? {});
  if (names.length === 0) return;
  const columns = sql.join(names.map((name) => sql.ref(name)));
  const json = JSON.stringify(rows);
  const from = isSqlite(trx)
    ? sql`select ${sql.join(names.map((name) => sql`value ->> ${sql.lit(name)}`))} from json_each(${json})`
    : sql`select ${columns} from json_populate_recordset(null::${sql.table(table)}, ${json})`;
  await sql`insert into ${sql.table(table)} (${columns}) ${from}`.execute(trx);
}

/** The words wait in a table without an index and are put in order once all are there. */
const before = {
  sqlite: [
    "pragma synchronous = off",
    "pragma cache_size = -200000",
    "create temp table word as select * from audit_word",
  ],
  postgres: ["create unlogged table word (like audit_word)", "alter table audit_word drop constraint audit_word_key"],
};
const inOrder = [
  "drop index audit_word_by_event",
  "insert into audit_word select * from word order by key, seq",
  "drop table word",
  "create index audit_word_by_event on audit_word (seq)",
];
const after = {
  sqlite: inOrder,
  postgres: [
    ...inOrder,
    "alter table audit_word add constraint audit_word_key primary key (key, seq)",
    "vacuum analyze",
  ],
};

async function runAll(db: Kysely<Schema>, statements: string[]): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

/** A database with so many events, a thousand a day, in one sound chain. */
export async function fillRecord(url: string, events: number): Promise<Kysely<Schema>> {
  const db = await openDatabase(url);
  const kind = isSqlite(db) ? "sqlite" : "postgres";
  await runAll(db, before[kind]);
  let last: ReturnType<typeof chainEvents>["head"] = null;
  for (let from = 0; from < events; from += BATCH) {
    const batch = Array.from({ length: Math.min(BATCH, events - from) }, (_, at) => eventOf(from + at));
    const { head, rows, parts, words } = chainEvents(
      last,
      batch,
      new Date(BEGAN + Math.floor(from / PER_DAY) * DAY_MS),
    );
    await db.transaction().execute(async (trx) => {
      // A benchmark that loses its power starts again.
      if (!isSqlite(trx)) await sql`set local synchronous_commit = off`.execute(trx);
      await insertAll(trx, "audit_event", rows);
      await insertAll(trx, "audit_personal", parts);
      await insertAll(trx, "word", words);
    });
    last = head;
  }
  await runAll(db, after[kind]);
  return db;
}
