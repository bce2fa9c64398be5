import "server-only";
import { getMetrics } from "@/lib/metrics/metrics";
import { oneInProcess } from "@/lib/world/one-in-process";
import type { PostOutcome } from "./post-webhook";

/** What came of the newest post, at `at` (ms); "none" where nothing had to be told yet. */
export type Posted = { outcome: "none" } | { outcome: PostOutcome; at: number };

const memory = oneInProcess("consolePosted", (): { last: Posted } => ({ last: { outcome: "none" } }));

/** What came of this process's newest post to the webhook. */
export const lastPost = (): Posted => memory.last;

export function notePost(outcome: PostOutcome, now: Date): void {
  getMetrics().alerts.inc({ outcome });
  memory.last = { outcome, at: now.getTime() };
}
