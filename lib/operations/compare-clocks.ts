import "server-only";
import { type Kysely, sql } from "kysely";
import { repeat } from "@/lib/clock/repeat";
import { isSqlite } from "@/lib/db/dialect";
import type { Schema } from "@/lib/db/schema";
import { log } from "@/lib/log/log";
import { keepCompared } from "@/lib/world/storage-clock";
import { clockAhead, elapsed, timeNow } from "@/lib/world/world";
import { inJournal } from "./journal";
import { notSent } from "./outcome";

const COMPARE_MS = 10_000;
/** A question that takes longer tells too little. */
const ASKED_WITHIN_MS = 1_000;

/**
 * Compares this machine's clock with the database's, from which lib/world then tells how far it is ahead; on SQLite there is but
 * one. Throws when the database cannot be asked.
 */
export async function compareClocks(db: Kysely<Schema>): Promise<void> {
  if (isSqlite(db)) return keepCompared(undefined);
  const wasAhead = clockAhead();
  const began = elapsed();
  const { rows } = await sql<{ ms: number }>`
    select (extract(epoch from clock_timestamp()) * 1000)::double precision as ms
  `.execute(db);
  const [atMs, elapsedMs] = [timeNow(), elapsed()];
  const tookMs = elapsedMs - began;
  if (!rows[0] || tookMs > ASKED_WITHIN_MS) return;
  keepCompared({ aheadMs: atMs - tookMs / 2 - rows[0].ms, atMs, elapsedMs });
  const ahead = clockAhead();
  if (ahead !== 0 && wasAhead === 0)
    log.error("The clocks of this machine and of the database are apart: nothing is sent until they agree.", {
      ms: ahead,
    });
  if (ahead === 0 && wasAhead !== 0) log.info("The clocks of this machine and of the database agree again.");
}

/** From now on, for as long as the console runs. While the database cannot be asked, what was found last counts. */
export async function keepComparingClocks(): Promise<void> {
  const compare = () => inJournal(compareClocks).catch(() => {});
  await compare();
  repeat(compare, COMPARE_MS);
}

const sayApart = (ms: number) => `${Math.round(Math.abs(ms) / 1_000)} s ${ms > 0 ? "ahead of" : "behind"}`;

/** Answered to every write while they are apart: what one console takes for quiet may be on its way from another. */
export const clockIsOff = (ahead: number) =>
  notSent(
    "clock_off",
    `Nothing was sent: the clock of the console's machine is ${sayApart(ahead)} its database's, and a change could then be sent twice. Tell an admin to set the clock: a few seconds later this form can be sent.`,
  );
