import type { Server } from "node:http";
import { countUnrecorded } from "@/lib/audit/record-look";
import { LATE, noLongerThan } from "@/lib/clock/no-longer-than";
import { stopRepeating } from "@/lib/clock/repeat";
import { log } from "@/lib/log/log";
import { closeJournal, finishSending, handBack } from "@/lib/operations/hand-back";
import type { Door } from "./door";

/** For so long what is under way may finish; what has not by then is handed back. */
export const FINISH_MS = 6_000;
/** However long anything takes, this process ends by then. */
export const END_MS = 9_000;

type Stopped = { door: Door; servers: Server[]; alsoClose: () => (() => Promise<void>) | undefined };

async function stop({ door, servers, alsoClose }: Stopped): Promise<void> {
  log.info("The console stops: it takes nothing more and finishes what is under way.");
  for (const server of servers) server.close();
  const left = Promise.all([door.shut(), finishSending(), stopRepeating()]);
  for (const server of servers) server.closeIdleConnections();
  const isFinished = (await noLongerThan(FINISH_MS, left)) !== LATE;
  const count = await handBack(new Date());
  if (!isFinished)
    log.warn("Not all was finished in time: what is left is looked for by whichever console runs next.", { count });
  const lost = countUnrecorded();
  if (lost > 0) log.error("Looks at customers could not be recorded, and are not in the record.", { count: lost });
  await Promise.all([closeJournal(), alsoClose()?.()]);
  log.info("The console has stopped.");
}

/**
 * On SIGTERM or SIGINT, instead of what Next does: new requests get a 503, what is under way finishes or is handed back, the
 * database is closed, and the process ends within END_MS whoever does not answer or keeps a connection open. `alsoClose`: what
 * else runs by then. A further signal changes nothing: a terminal sends one to everybody, and whoever started this passes it on.
 */
export function stopOnSignal(stopped: Stopped): void {
  let isStopping = false;
  const onSignal = () => {
    if (isStopping) return;
    isStopping = true;
    setTimeout(() => {
      log.error("The console ended before all was closed: what is open is looked for at the next start.");
      process.exit(1);
    }, END_MS).unref();
    stop(stopped).then(
      () => process.exit(0),
      (fault: unknown) => {
        log.error("What was under way could not be handed back: it is looked for by its times.", { fault });
        process.exit(1);
      },
    );
  };
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.removeAllListeners(signal);
    process.on(signal, onSignal);
  }
}
