import "server-only";
import { MOST_APART_MS } from "./most-apart";
import { oneInProcess } from "./one-in-process";

type Compared = { aheadMs: number; atMs: number; elapsedMs: number };

const held = oneInProcess("consoleClock", (): { compared: Compared | undefined } => ({ compared: undefined }));

/** What was found last, undefined where there is nothing to compare: this machine's clock was `aheadMs` ahead of the storage's when it showed `atMs`, and `elapsedMs` by a clock that nobody sets. */
export function keepCompared(compared: Compared | undefined): void {
  held.compared = compared;
}

/**
 * By how many milliseconds this machine's clock is too far ahead of the storage's (less than 0: behind), 0 when it is not, or was
 * never compared. One that was set since is noticed at once: it did not go on as `elapsed` did.
 */
export function aheadOfStorage(now: number, elapsed: number): number {
  if (!held.compared) return 0;
  const { aheadMs, atMs, elapsedMs } = held.compared;
  const ahead = Math.round(aheadMs + (now - atMs) - (elapsed - elapsedMs));
  return Math.abs(ahead) > MOST_APART_MS ? ahead : 0;
}
