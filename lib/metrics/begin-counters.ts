import "server-only";
import { postOutcomes } from "@/lib/alerts/post-webhook";
import { env } from "@/lib/env";
import { operationNames, outcomeStates } from "@/lib/operations/catalogue";
import { getMetrics } from "./metrics";

/** Begins every count whose labels are known at 0: of a series that begins at 1, Prometheus sees no growth. Call it once, when the console starts. */
export function beginCounters(): void {
  const { operations, alerts } = getMetrics();
  for (const { id: app } of env.apps)
    for (const name of operationNames) for (const outcome of outcomeStates) operations.inc({ app, name, outcome }, 0);
  for (const outcome of postOutcomes) alerts.inc({ outcome }, 0);
}
