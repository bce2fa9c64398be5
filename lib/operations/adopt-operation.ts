import "server-only";
import { record } from "@/lib/audit/record";
import { dateNow } from "@/lib/world/world";
import { findOperation, inStep, rollBack } from "./journal";
import type { JournalRow } from "./journal-row";
import { isQuiet } from "./recheck";
import { approvedBy, type SecondPerson } from "./second-person";

/** Whether another person's yes is at work on this row, or was. What counts as not done anybody with the right may send again. */
export const isTakenBy = (row: JournalRow, { approver }: SecondPerson): boolean =>
  row.approver?.id !== approver.id && row.state !== "not_applied" && !(row.state === "prepared" && isQuiet(row));

/**
 * Lets a row that is in the journal already, and counts as not done, be sent on a second person's yes: the first
 * yes to a write that was turned away when it was to be sent, or another one when what was approved was never sent.
 * Undefined when that yes no longer counts, or somebody else had the row meanwhile.
 */
export async function adoptOperation(row: JournalRow, second: SecondPerson): Promise<JournalRow | undefined> {
  const adopted = await inStep(async (trx) => {
    const now = dateNow();
    const approved = await second.approve(trx, now, row.approvalId !== null);
    if (!approved) return false;
    const updated = await trx
      .updateTable("operation")
      .set({ ...approvedBy(second), counted_for: row.countedFor === null ? null : second.approver.id })
      .where("id", "=", row.id)
      .where("attempts", "=", row.attempts)
      .where("state", "=", row.state)
      .where("approver_id", "is not distinct from", row.approver?.id ?? null)
      .executeTakeFirst();
    if (updated.numUpdatedRows !== 1n) rollBack(false);
    await record(trx, approved, now);
    return true;
  });
  return adopted ? findOperation(row.id) : undefined;
}
