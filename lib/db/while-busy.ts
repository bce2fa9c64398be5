import "server-only";
import { setTimeout as wait } from "node:timers/promises";
import { BUSY_MS } from "./limits";

const TRY_AGAIN_MS = 25;

/** Whether somebody else holds SQLite's file. */
export const isBusy = (error: unknown) => /^SQLITE_BUSY/.test(String((error as { code?: unknown }).code));

/** Does it again for as long as somebody else holds SQLite's file, BUSY_MS at most; `meanwhile` surrounds each pause. */
export async function whileBusy<Value>(
  step: () => Promise<Value>,
  meanwhile: (pause: () => Promise<void>) => Promise<void> = (pause) => pause(),
): Promise<Value> {
  for (const late = performance.now() + BUSY_MS; ; ) {
    try {
      return await step();
    } catch (error) {
      if (!isBusy(error) || performance.now() > late) throw error;
    }
    await meanwhile(() => wait(TRY_AGAIN_MS));
  }
}
