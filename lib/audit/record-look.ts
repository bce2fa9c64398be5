import "server-only";
import { noLongerThan } from "@/lib/clock/no-longer-than";
import { log } from "@/lib/log/log";
import { oneInProcess } from "@/lib/world/one-in-process";
import { dateNow, sleep } from "@/lib/world/world";
import type { AuditEvent } from "./event";
import { recordAlone } from "./record-alone";

/** So many looks are kept while they cannot be recorded: what is not recorded must stay few enough to be told. */
export const MOST_KEPT = 1_000;
/** A look waits no longer for the record. */
const WAIT_MS = 1_500;
const AGAIN_MS = 2_000;

const unrecorded = oneInProcess("consoleUnrecorded", () => ({ count: 0, told: false }));

/** How many looks are not recorded yet. */
export const countUnrecorded = (): number => unrecorded.count;

function tell(fault: unknown): void {
  if (unrecorded.told) return;
  unrecorded.told = true;
  log.error(
    "Who looks at customers cannot be recorded just now: the looks are kept, and recorded once the database takes them.",
    { fault },
  );
}

async function recordLater(event: AuditEvent): Promise<void> {
  for (;;) {
    await sleep(AGAIN_MS);
    try {
      await recordAlone(event);
      unrecorded.told = false;
      return;
    } catch (error) {
      tell(error);
    }
  }
}

/**
 * Records that somebody looked. While the database takes nothing, reads go on: the look is kept, for as long as this process
 * runs, and recorded afterwards with the moment it was. False, and nothing may be shown, when too many are kept already.
 */
export async function recordLook(event: AuditEvent): Promise<boolean> {
  if (unrecorded.count >= MOST_KEPT) {
    tell("too many are kept");
    return false;
  }
  const at = dateNow().toISOString();
  unrecorded.count += 1;
  const count = () => {
    unrecorded.count -= 1;
  };
  const first = recordAlone(event).then(count, (error: unknown) => {
    tell(error);
    void recordLater({ ...event, detail: { ...event.detail, looked_at: at } }).then(count);
  });
  await noLongerThan(WAIT_MS, first);
  return true;
}
