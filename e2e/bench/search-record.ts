import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Kysely } from "kysely";
import { takeCheckpoint } from "../../lib/audit/checkpoint";
import { listEvents, PAGE } from "../../lib/audit/list-events";
import { verifyRecord } from "../../lib/audit/verify";
import type { Schema } from "../../lib/db/schema";
import { BEGAN, customerOf, fillRecord, noteOf, ticketOf } from "./fill-record";
import { type Rounds, takeTurns } from "./statistics";

// Searches a small and a large record in turns, and verifies the large one. Run by the benchmarks as a process of its own.

const { SMALL_URL = "", LARGE_URL = "", SMALL, LARGE, FOLDER = "", RESULT = "" } = process.env;
const ROUNDS = 9;
const EACH = 20;
const DAY_MS = 86_400_000;

export type Searched = { kind: string; small: Rounds; large: Rounds };
export type SearchResult = { searched: Searched[]; verdict: string; events: number; seconds: number };

type Filter = Parameters<typeof listEvents>[0];
/** Each asked of a record of so many events; the same number of hits in both. */
const kinds: Record<string, (events: number) => Filter> = {
  "everything, newest": () => ({}),
  "everything, far back": (events) => ({ before: Math.floor(events / 2) }),
  customer: (events) => ({ targets: [customerOf(events / 2)] }),
  reason: () => ({ reason: "COURTESY" }),
  "actor and dates": (events) => {
    const day = BEGAN + Math.floor(events / 2_000) * DAY_MS;
    const [from, until] = [new Date(day).toISOString(), new Date(day + 2 * DAY_MS).toISOString()];
    return { actorId: "agent-3", from, until };
  },
  "text, in every note": () => ({ text: "courtesy" }),
  "text, the start of a word": () => ({ text: "refu" }),
  "text, in one note": (events) => ({ text: ticketOf(Math.floor(events / 6) * 3) }),
  "text, nowhere": () => ({ text: "zebra" }),
  "text, several words": () => ({ text: noteOf(0).split(" ").slice(0, 3).join(" ") }),
  // Each alone is in many notes, and all of them in none.
  "text, frequent words never together": () => ({ text: "billing refund twice" }),
  "text, actor and dates": (events) => {
    const day = BEGAN + Math.floor(events / 2_000) * DAY_MS;
    return { text: "courtesy", actorId: "agent-3", from: new Date(day).toISOString() };
  },
};

const shared = globalThis as typeof globalThis & { consoleDatabase?: Promise<Kysely<Schema>> };

async function time(db: Kysely<Schema>, filter: Filter): Promise<number[]> {
  shared.consoleDatabase = Promise.resolve(db);
  const taken: number[] = [];
  for (let run = 0; run < EACH; run += 1) {
    const began = performance.now();
    await listEvents(filter);
    taken.push(performance.now() - began);
  }
  return taken;
}

async function countHits(db: Kysely<Schema>, filter: Filter): Promise<number> {
  shared.consoleDatabase = Promise.resolve(db);
  return (await listEvents(filter)).events.length;
}

const sizes = { small: Number(SMALL), large: Number(LARGE) };
const small = await fillRecord(SMALL_URL, sizes.small);
const large = await fillRecord(LARGE_URL, sizes.large);
const searched: Searched[] = [];
for (const [kind, ask] of Object.entries(kinds)) {
  const asked = { small: ask(sizes.small), large: ask(sizes.large) };
  const hits = [await countHits(small, asked.small), await countHits(large, asked.large)];
  if (hits[0] !== hits[1]) throw new Error(`${kind}: ${hits.join(" and ")} hits of ${PAGE} are not the same search.`);
  const rounds = await takeTurns(ROUNDS, {
    small: () => time(small, asked.small),
    large: () => time(large, asked.large),
  });
  searched.push({ kind, ...rounds });
}

const files = {
  keyFile: join(FOLDER, "audit-key.pem"),
  checkpointFile: join(FOLDER, "audit-checkpoints.jsonl"),
  archiveFolder: join(FOLDER, "audit-archive"),
};
await takeCheckpoint(large, files, { last: null, now: new Date() });
const began = performance.now();
const { found, events } = await verifyRecord(large, files);
const seconds = (performance.now() - began) / 1000;
writeFileSync(RESULT, JSON.stringify({ searched, verdict: found.verdict, events, seconds } satisfies SearchResult));
await Promise.all([small.destroy(), large.destroy()]);
