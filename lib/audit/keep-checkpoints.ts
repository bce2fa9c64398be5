import "server-only";
import { repeat } from "@/lib/clock/repeat";
import { getDatabase } from "@/lib/db/database";
import { env } from "@/lib/env";
import { log } from "@/lib/log/log";
import { dateNow } from "@/lib/world/world";
import { findLastCheckpoint, takeCheckpoint } from "./checkpoint";

const LOOK_MS = 5_000;

/** Takes a checkpoint whenever one is due, for as long as the console runs; the first look is at once. Throws when the key or the file cannot be used. */
export async function keepCheckpoints(): Promise<void> {
  let last = findLastCheckpoint(env.audit.checkpointFile);
  const look = async () => {
    last = await takeCheckpoint(await getDatabase(), env.audit, { last, now: dateNow() });
  };
  await look();
  const lookAgain = () =>
    look().catch((error) => log.error("No checkpoint of the record was taken.", { fault: error }));
  repeat(lookAgain, LOOK_MS);
}
