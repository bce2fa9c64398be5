import "server-only";
import { log } from "@/lib/log/log";
import { getMetrics } from "@/lib/metrics/metrics";
import { isUnconfirmed } from "./catalogue";
import type { JournalRow, Settlement } from "./journal-row";

type Told = Pick<Settlement, "state" | "outcome">;

/** Tells in the log and the metrics what became of a write, once the journal holds it: by its ids, never on whom or with what. */
export function tellOutcome(
  { id, app, name, attempts, sentAt, createdAt }: JournalRow,
  { state, outcome }: Told,
  now: Date,
): void {
  getMetrics().operations.inc({ app, name, outcome: state });
  const ms = now.getTime() - Date.parse(sentAt ?? createdAt);
  const facts = { operation: id, app, name, state, code: outcome?.code, attempts, ms };
  if (isUnconfirmed(state)) log.warn("What became of a write is not known.", facts);
  else log.info("A write is settled.", facts);
}
