import "server-only";
import { getDatabase } from "@/lib/db/database";
import type { AuditEvent } from "./event";
import { record } from "./record";

type Waiting = { event: AuditEvent; resolve: () => void; reject: (error: unknown) => void };

/** A statement takes so many values and no more. */
const BATCH = 500;
const waiting: Waiting[] = [];
let running = false;

async function flush(): Promise<void> {
  for (let batch = waiting.splice(0, BATCH); batch.length > 0; batch = waiting.splice(0, BATCH)) {
    try {
      const db = await getDatabase();
      const events = batch.map(({ event }) => event);
      await db.transaction().execute((trx) => record(trx, events, new Date()));
      for (const { resolve } of batch) resolve();
    } catch (error) {
      for (const { reject } of batch) reject(error);
    }
  }
  running = false;
}

/**
 * Records what stands for itself, in a transaction of its own; events that come together share one. Begins when the
 * requests that are already under way have left, so that waiting for it costs them nothing. Rejects when it cannot.
 */
export function recordAlone(event: AuditEvent): Promise<void> {
  return new Promise((resolve, reject) => {
    waiting.push({ event, resolve, reject });
    if (running) return;
    running = true;
    setImmediate(flush);
  });
}

/** A refusal stands, also when it cannot be recorded: the log of the server then says so. */
export async function recordDenied(
  event: Omit<AuditEvent, "outcome">,
  outcome: "denied" | "held" = "denied",
): Promise<void> {
  await recordAlone({ ...event, outcome }).catch((error: unknown) => {
    console.error(`A refusal (${event.action}) could not be recorded.`, String(error));
  });
}
