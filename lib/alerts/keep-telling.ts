import "server-only";
import { repeat } from "@/lib/clock/repeat";
import { getDatabase } from "@/lib/db/database";
import { env } from "@/lib/env";
import { log } from "@/lib/log/log";
import { tellOverdue } from "./tell-overdue";

const LOOK_MS = 30_000;

/** Tells the webhook, where one is set, of what is overdue, for as long as the console runs. */
export function keepTelling(): void {
  const { webhook } = env.outside;
  if (!webhook) return;
  const queue = `${env.publicUrl}/queue`;
  const look = async () => {
    try {
      await tellOverdue({ db: await getDatabase(), webhook, queue }, new Date());
    } catch (error) {
      log.error("What is overdue could not be looked up, so nobody was told of it.", { fault: error });
    }
  };
  void look().then(() => repeat(look, LOOK_MS));
}
