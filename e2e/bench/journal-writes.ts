import { randomUUID } from "node:crypto";
import { writeFileSync } from "node:fs";
import { beginOperation } from "../../lib/operations/claim";
import { settleOperation } from "../../lib/operations/journal";
import { noLimits } from "../../lib/settings/limits";

// Writes to the journal as fast as it takes them: intent and claim in one step, outcome in another, each with its events and on disk
// before the next. Run by the benchmarks as a process of its own, once for each instance of the console.

const { RESULT = "", START_AT = "0", SECONDS = "3" } = process.env;
const TOGETHER = 16;

const agent = { id: "bench", name: "Bench", email: "bench@example.com", role: "lead" as const };
const held = { id: agent.id, role: agent.role, limits: noLimits };
const snapshot = { timestamp: 1, revenueUsd: 0, accessLevels: [], attributes: [] };

async function writeOne(): Promise<void> {
  const operation = {
    id: randomUUID(),
    app: "acme-ios",
    profileId: randomUUID(),
    customerUserId: null,
    name: "access.grant" as const,
    agent,
    reason: "COURTESY",
    note: "lost a day of premium after the outage, promised by phone",
    request: { access_level_id: "premium", expires_at: "2030-01-01T00:00:00+00:00" },
    before: snapshot,
    days: 31,
    countedFor: null,
  };
  const begun = await beginOperation(operation, { sendings: 0, held, now: new Date() });
  if (!begun || typeof begun.claim === "string" || "over" in begun.claim) throw new Error("It was not claimed.");
  await settleOperation(begun.claim, { state: "applied", after: snapshot }, new Date());
}

await writeOne();
await new Promise((resolve) => setTimeout(resolve, Math.max(0, Number(START_AT) - Date.now())));
const began = performance.now();
const until = began + Number(SECONDS) * 1000;
let written = 0;
await Promise.all(
  Array.from({ length: TOGETHER }, async () => {
    while (performance.now() < until) {
      await writeOne();
      written += 1;
    }
  }),
);
writeFileSync(RESULT, JSON.stringify({ written, seconds: (performance.now() - began) / 1000 }));
process.exit();
