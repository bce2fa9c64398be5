import "server-only";
import { repeat } from "@/lib/clock/repeat";
import { log } from "@/lib/log/log";
import { dateNow, timeNow } from "@/lib/world/world";
import { noteLook } from "./last-look";
import { endRestored } from "./restored";
import { adoptForsaken, settleDue } from "./settle-due";

export const LOOK_MS = 1_000;
const ADOPT_MS = 3_600_000;

/** The step, which never rejects; of failures in a row it tells the first. */
function saying(step: () => Promise<unknown>) {
  let failing = false;
  return async () => {
    try {
      await step();
      failing = false;
    } catch (error) {
      if (!failing) log.error("What is not confirmed yet could not be looked for.", { fault: error });
      failing = true;
    }
  };
}

/**
 * Settles what is open for as long as the console runs, from its start on: lib/operations/settle-due. `onReconciled`: once all
 * that was open in a backup was looked for (lib/operations/restored).
 */
export async function keepSettling(onReconciled: () => Promise<void> = async () => {}): Promise<void> {
  noteLook(timeNow());
  const adopt = saying(() => adoptForsaken(dateNow()));
  await adopt();
  repeat(adopt, ADOPT_MS);
  repeat(
    saying(async () => {
      await settleDue();
      if (await endRestored(dateNow())) await onReconciled();
    }),
    LOOK_MS,
  );
}
