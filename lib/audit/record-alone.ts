import "server-only";
import type { Kysely } from "kysely";
import { getDatabase } from "@/lib/db/database";
import type { Schema } from "@/lib/db/schema";
import { log } from "@/lib/log/log";
import { dateNow, soon } from "@/lib/world/world";
import type { AuditEvent } from "./event";
import { record } from "./record";

type Waiting = { event: AuditEvent; resolve: () => void; reject: (error: unknown) => void };
type Queue = { waiting: Waiting[]; running: boolean };

/** A statement takes so many values and no more. */
const BATCH = 500;
const queues = new WeakMap<Kysely<Schema>, Queue>();

function queueFor(db: Kysely<Schema>): Queue {
  const queue = queues.get(db) ?? { waiting: [], running: false };
  queues.set(db, queue);
  return queue;
}

async function flush(db: Kysely<Schema>, queue: Queue): Promise<void> {
  const { waiting } = queue;
  for (let batch = waiting.splice(0, BATCH); batch.length > 0; batch = waiting.splice(0, BATCH)) {
    try {
      const events = batch.map(({ event }) => event);
      await db.transaction().execute((trx) => record(trx, events, dateNow()));
      for (const { resolve } of batch) resolve();
    } catch (error) {
      for (const { reject } of batch) reject(error);
    }
  }
  queue.running = false;
}

/**
 * Records what stands for itself, in a transaction of its own; events that come together share one. Begins when the
 * requests that are already under way have left, so that waiting for it costs them nothing. Rejects when it cannot.
 */
export async function recordAlone(event: AuditEvent): Promise<void> {
  const db = await getDatabase();
  const queue = queueFor(db);
  return new Promise((resolve, reject) => {
    queue.waiting.push({ event, resolve, reject });
    if (queue.running) return;
    queue.running = true;
    soon(() => void flush(db, queue));
  });
}

/** A refusal stands, also when it cannot be recorded: the log of the server then says so. */
export async function recordDenied(
  event: Omit<AuditEvent, "outcome">,
  outcome: "denied" | "held" = "denied",
): Promise<void> {
  await recordAlone({ ...event, outcome }).catch((error: unknown) => {
    log.error("A refusal could not be recorded.", { action: event.action, fault: error });
  });
}
