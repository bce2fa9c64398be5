import { setTimeout as wait } from "node:timers/promises";
import { type Kysely, sql } from "kysely";
import { isPostgres, openDatabase } from "../../lib/db/open";
import type { Schema } from "../../lib/db/schema";
import { openStates } from "../../lib/operations/catalogue";
import type { FaultProxy } from "./proxy";

const SETTLED_WITHIN_MS = 120_000;
/** What is open is looked for as if it had been sent so long ago: nothing that was cut off can arrive any more. */
const PASSED_MS = 60_000;
const JUST_NOW_MS = 2_000;

/** A handle that gives up on what a stopped console holds, instead of standing still with it. */
export async function openPatiently(url: string): Promise<Kysely<Schema>> {
  const patient = new URL(isPostgres(url) ? url : "file:/");
  patient.searchParams.set("options", "-c lock_timeout=500");
  const db = await openDatabase(isPostgres(url) ? patient.href : url);
  if (!isPostgres(url)) await sql`pragma busy_timeout = 0`.execute(db);
  return db;
}

/** The time that passes in the journal while the consoles settle what is open there. */
export function createSettling(db: Kysely<Schema>, proxy: FaultProxy) {
  /** Tries until the database lets it: a console that was stopped may hold it. */
  async function patiently<Value>(step: () => Promise<Value>): Promise<Value> {
    for (const late = Date.now() + SETTLED_WITHIN_MS; ; await wait(100)) {
      try {
        return await step();
      } catch (error) {
        if (Date.now() > late || !/SQLITE_BUSY|55P03/.test(String((error as { code?: unknown }).code))) throw error;
      }
    }
  }

  async function passMinute(): Promise<void> {
    const before = new Date(Date.now() - PASSED_MS).toISOString();
    const open = db.updateTable("operation").where("check_at", "is not", null);
    await patiently(() => open.set({ check_at: before, created_at: before }).execute());
    await patiently(() => open.where("sent_at", "is not", null).set({ sent_at: before }).execute());
  }

  /** What is open, and what was given up just now: it may be sent once more the very next moment. */
  const countOpen = async () => {
    const since = new Date(Date.now() - JUST_NOW_MS).toISOString();
    const open = db
      .selectFrom("operation")
      .select("id")
      .where(({ eb, and, or }) =>
        or([
          eb("state", "in", openStates),
          and([eb("state", "=", "not_applied"), eb("attempts", "=", 1), eb("settled_at", ">=", since)]),
        ]),
      );
    return (await patiently(() => open.execute())).length;
  };

  /** Lets time pass until all is settled, once nothing is on its way any more. */
  async function settle(): Promise<void> {
    const late = Date.now() + SETTLED_WITHIN_MS;
    while (!proxy.isIdle()) await wait(50);
    // A minute is also what a lease lasts: whoever looks gets longer each time before it is over.
    for (let patience = 2_000; Date.now() < late; patience *= 2) {
      await passMinute();
      for (const over = Date.now() + patience; Date.now() < over; await wait(100))
        if ((await countOpen()) === 0) return;
    }
  }

  /** Waits until all that may still land late was looked for once more. */
  async function lookForLate(): Promise<void> {
    await passMinute();
    const late = Date.now() + SETTLED_WITHIN_MS;
    const due = db.selectFrom("operation").select("id").where("check_at", "<=", new Date().toISOString());
    while ((await patiently(() => due.execute())).length > 0 && Date.now() < late) await wait(100);
  }

  return { patiently, passMinute, settle, lookForLate };
}
