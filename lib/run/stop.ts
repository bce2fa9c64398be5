import type { Server } from "node:http";
import { countUnrecorded } from "@/lib/audit/record-look";
import { stopRepeating } from "@/lib/clock/repeat";
import { closeJournal, finishSending, handBack } from "@/lib/operations/hand-back";
import type { Door } from "./door";

/** For so long what is under way may finish; what has not by then is handed back. */
const FINISH_MS = 6_000;
/** However long anything takes, this process ends by then. */
export const END_MS = 9_000;

type Stopped = { door: Door; servers: Server[]; alsoClose: () => (() => Promise<void>) | undefined };

/** What is done finishes in time, or it does not. */
const within = (ms: number, done: Promise<unknown>) =>
  Promise.race([done.then(() => true), new Promise<false>((resolve) => setTimeout(resolve, ms, false))]);

async function stop({ door, servers, alsoClose }: Stopped): Promise<void> {
  console.log("The console stops: it takes nothing more and finishes what is under way.");
  for (const server of servers) server.close();
  const left = Promise.all([door.shut(), finishSending(), stopRepeating()]);
  for (const server of servers) server.closeIdleConnections();
  if (!(await within(FINISH_MS, left))) {
    const handedBack = await handBack(new Date());
    console.log(
      `Not all of it finished in time. Left to be looked for by another console, or at the next start: ${handedBack}.`,
    );
  }
  const lost = countUnrecorded();
  if (lost > 0) console.error(`${lost} looks at customers could not be recorded, and are not in the record.`);
  await Promise.all([closeJournal(), alsoClose()?.()]);
  console.log("The console has stopped.");
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
      console.error("The console ended before all was closed. What is open is looked for at the next start.");
      process.exit(1);
    }, END_MS).unref();
    stop(stopped).then(
      () => process.exit(0),
      (error: unknown) => {
        console.error("What was under way could not be handed back. It is looked for by its times.", String(error));
        process.exit(1);
      },
    );
  };
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.removeAllListeners(signal);
    process.on(signal, onSignal);
  }
}
