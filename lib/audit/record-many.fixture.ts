import { once } from "node:events";
import { openDatabase } from "@/lib/db/open";
import { record } from "./record";

// A process of its own: says that it is ready, waits for the word to go, records what it was told, and ends.
const [, , url, count] = process.argv as [string, string, string, string];
const db = await openDatabase(url);
process.stdout.write("ready");
await once(process.stdin, "data");
const event = {
  actor: { id: String(process.pid), role: "agent" },
  action: "profile.view",
  outcome: "allowed",
} as const;
for (let n = 0; n < Number(count); n += 1) {
  await db.transaction().execute((trx) => record(trx, [event], new Date()));
}
await db.destroy();
process.exit();
