import { randomUUID } from "node:crypto";
import { writeFileSync } from "node:fs";
import { openDatabase } from "../../lib/db/open";
import { newRow } from "../../lib/operations/journal-row";
import { createConsole } from "../faults/console";
import { seedCustomer } from "./adapty";

// Kills the console with so many operations open, starts it again, and takes the time: to its first 200, and until all are settled.
// Run by the benchmarks as a process of its own.

const { ADAPTY_URL = "", DATABASE_URL = "", FOLDER = "", RESULT = "", OPEN = "0" } = process.env;
const POLL_MS = 20;
const MINUTE = 60_000;

const agent = { id: "bench", name: "Bench", email: "bench@example.com", role: "lead" as const };
const before = { timestamp: 1, revenueUsd: 0, accessLevels: [], attributes: [], subscription: null };

export type OpenResult = { firstAnswerMs: number; settledMs: number };

const console = await createConsole({ adaptyUrl: ADAPTY_URL, databaseUrl: DATABASE_URL, folder: FOLDER });
await console.start();
const db = await openDatabase(DATABASE_URL);
const sentAt = new Date(Date.now() - 2 * MINUTE);

/** Every other one had arrived: the customer has the transaction that it names. */
async function leaveOpen(at: number): Promise<void> {
  const profileId = await seedCustomer(ADAPTY_URL, `open-${randomUUID()}`, at % 2, 0);
  const id = randomUUID();
  const request = {
    purchase_type: "subscription",
    store: "app_store",
    store_transaction_id: "2000000700000000",
    purchased_at: sentAt.toISOString(),
  };
  const row = newRow(
    {
      id,
      app: "acme-ios",
      profileId,
      customerUserId: null,
      name: "comp.grant",
      agent,
      request,
      before,
      days: 31,
      countedFor: null,
    },
    sentAt,
  );
  await db
    .insertInto("operation")
    .values({ ...row, state: "sent", attempts: 1, sent_at: sentAt.toISOString(), check_at: null })
    .execute();
}

for (let at = 0; at < Number(OPEN); at += 1) await leaveOpen(at);
console.kill();
await console.ended();
await db.updateTable("operation").set({ check_at: new Date().toISOString() }).where("state", "=", "sent").execute();

const began = performance.now();
await console.start();
const firstAnswerMs = performance.now() - began;
const stillOpen = db
  .selectFrom("operation")
  .select((is) => is.fn.countAll<number>().as("open"))
  .where("state", "=", "sent");
while (Number((await stillOpen.executeTakeFirstOrThrow()).open) > 0)
  await new Promise((resolve) => setTimeout(resolve, POLL_MS));
const settledMs = performance.now() - began;
console.kill();
await db.destroy();
writeFileSync(RESULT, JSON.stringify({ firstAnswerMs, settledMs } satisfies OpenResult));
process.exit();
