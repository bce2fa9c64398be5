import { noLongerThan } from "../../../lib/clock/no-longer-than";
import { finishSending, handBack } from "../../../lib/operations/hand-back";
import { FINISH_MS } from "../../../lib/run/stop";
import { dateNow, inWorld, sleep, type World } from "../../../lib/world/world";

const POLL_MS = 50;

/** Ends a console that was told to stop, as lib/run/stop does: what is under way finishes, what has not in time is handed back. */
export const stopIn = (world: World, isEmpty: () => boolean): Promise<void> =>
  inWorld(world, async () => {
    const emptied = async () => {
      while (!isEmpty()) await sleep(POLL_MS);
    };
    await noLongerThan(FINISH_MS, Promise.all([emptied(), finishSending()]));
    await handBack(dateNow());
  });
