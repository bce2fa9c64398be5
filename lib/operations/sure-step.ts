import "server-only";
import type { Transaction } from "kysely";
import { holdRecord } from "@/lib/audit/record";
import type { Schema } from "@/lib/db/schema";
import { elapsed, sleep } from "@/lib/world/world";
import { inStep, JournalUnavailable } from "./journal";
import type { JournalRow } from "./journal-row";

/** The database was lost as it was to keep a claim, and does not tell yet whether it did. Nothing was sent. */
export class MaybeRecorded extends JournalUnavailable {}

const LOOK_FOR_MS = 3_000;
const LOOK_AGAIN_MS = 200;

/** Whether the database kept this claim. Asked where whoever claimed it had the record to themselves: by now that is over, either way. */
async function wasKept({ id, attempts, sentAt }: JournalRow): Promise<boolean> {
  for (const late = elapsed() + LOOK_FOR_MS; ; ) {
    try {
      const held = await inStep(async (trx) => {
        await holdRecord(trx);
        const ours = trx.selectFrom("operation").select("id").where("id", "=", id).where("state", "=", "sent");
        return ours.where("attempts", "=", attempts).where("sent_at", "=", sentAt).executeTakeFirst();
      });
      return held !== undefined;
    } catch (error) {
      if (elapsed() > late) throw new MaybeRecorded("Not known whether it was recorded.", { cause: error });
    }
    await sleep(LOOK_AGAIN_MS);
  }
}

/**
 * A step of the journal that may claim a write: when the connection is lost just as it is kept, it is looked up whether it was.
 * `claimOf`: the claim that the step came to, if any. Throws JournalUnavailable when it was not kept, and MaybeRecorded when
 * that could not be found out.
 */
export async function inSureStep<Value>(
  step: (trx: Transaction<Schema>) => Promise<Value>,
  claimOf: (value: Value) => JournalRow | undefined,
): Promise<Value> {
  let reached: { value: Value } | undefined;
  try {
    return await inStep(async (trx) => {
      const value = await step(trx);
      reached = { value };
      return value;
    });
  } catch (error) {
    const claimed = reached && claimOf(reached.value);
    if (!reached || !claimed || !(await wasKept(claimed))) throw error;
    return reached.value;
  }
}
