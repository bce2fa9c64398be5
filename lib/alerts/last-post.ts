import "server-only";
import { getMetrics } from "@/lib/metrics/metrics";
import type { PostOutcome } from "./post-webhook";

/** What came of the newest post, at `at` (ms); "none" where nothing had to be told yet. */
export type Posted = { outcome: "none" } | { outcome: PostOutcome; at: number };

// Next holds several instances of a module in one process; what came of the last post must be known to all of them.
const shared = globalThis as typeof globalThis & { consolePosted?: Posted };

/** What came of this process's newest post to the webhook. */
export const lastPost = (): Posted => shared.consolePosted ?? { outcome: "none" };

export function notePost(outcome: PostOutcome, now: Date): void {
  getMetrics().alerts.inc({ outcome });
  shared.consolePosted = { outcome, at: now.getTime() };
}
