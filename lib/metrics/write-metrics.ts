import "server-only";
import { env } from "@/lib/env";
import { readJournal } from "@/lib/health/read-health";
import { heardFor } from "@/lib/health/watch-adapty";
import { openStates } from "@/lib/operations/catalogue";
import { lastLook } from "@/lib/operations/last-look";
import { getMetrics } from "./metrics";

/** What the journal holds now; what a database that does not answer would say is left out, not told as none. */
async function measureJournal(now: Date): Promise<void> {
  const { journal, open, oldest, overdue } = getMetrics();
  const backlog = await readJournal(now);
  journal.set(backlog ? 1 : 0);
  open.reset();
  oldest.remove();
  overdue.remove();
  if (!backlog) return;
  for (const state of openStates) open.set({ state }, backlog.open[state] ?? 0);
  oldest.set(backlog.oldest === null ? 0 : (now.getTime() - Date.parse(backlog.oldest)) / 1_000);
  overdue.set(backlog.overdue.count);
}

function measureAdapty(): void {
  const { reachable, key, clock } = getMetrics();
  for (const { id: app } of env.apps) {
    const heard = heardFor(app);
    if (heard) reachable.set({ app }, heard.last.answered ? 1 : 0);
    if (heard?.key) key.set({ app }, heard.key.accepted ? 1 : 0);
    if (heard?.clock) clock.set({ app }, heard.clock.ms / 1_000);
  }
}

function measureRunner(): void {
  const { looked } = getMetrics();
  const at = lastLook();
  // A gauge that was never set would say 0.
  if (at === null) looked.remove();
  else looked.set(at / 1_000);
}

/** All metrics of this process in the text format of Prometheus, with its type. Asks Adapty nothing. */
export async function writeMetrics(now: Date): Promise<{ type: string; text: string }> {
  await measureJournal(now);
  measureAdapty();
  measureRunner();
  const { registry } = getMetrics();
  return { type: registry.contentType, text: await registry.metrics() };
}
