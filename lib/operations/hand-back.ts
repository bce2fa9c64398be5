import "server-only";
import { getDatabase } from "@/lib/db/database";
import { sleep } from "@/lib/world/world";
import { inJournal, settleOperation } from "./journal";
import { tellOutcome } from "./tell-outcome";
import { underWay } from "./under-way";

const handedBack = {
  code: "handed_back",
  message:
    "Not confirmed yet: the console was stopped before Adapty answered. Do not repeat it elsewhere: we are checking with Adapty.",
};
const POLL_MS = 50;

/** The runner takes up nothing more here; resolves once no write of this process is on its way, however long that takes. */
export async function finishSending(): Promise<void> {
  underWay().takesMore = false;
  while (underWay().sent.size > 0) await sleep(POLL_MS);
}

/**
 * Sends nothing more from here, and leaves what is still under way to whichever console looks next, at once: a write that Adapty
 * has not answered is unknown, what was looked for is due again. An answer that comes all the same counts. Answers how many
 * they were; throws when not all could be handed back, which another console then takes up by their times.
 */
export async function handBack(now: Date): Promise<number> {
  underWay().sendsMore = false;
  const [sent, taken] = [[...underWay().sent.values()], [...underWay().taken]];
  const settlement = { state: "unknown", outcome: handedBack } as const;
  const settled = sent.map(async (row) => {
    if (await settleOperation(row, settlement, now)) tellOutcome(row, settlement, now);
  });
  const released = taken.map(([id, { lease, checks }]) =>
    inJournal((db) =>
      db
        .updateTable("operation")
        .set({ lease: lease + 1, checks, check_at: now.toISOString() })
        .where("id", "=", id)
        .where("lease", "=", lease)
        .where("check_at", "is not", null)
        .execute(),
    ),
  );
  await Promise.all([...settled, ...released]);
  return sent.length + taken.length;
}

/** Closes the database; for the end of the process. */
export const closeJournal = async (): Promise<void> => (await getDatabase()).destroy();
