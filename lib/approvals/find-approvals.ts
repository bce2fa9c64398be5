import "server-only";
import { type Approval, toApproval } from "@/lib/operations/approval";
import { inJournal } from "@/lib/operations/journal";

const one = async (column: "id" | "operation_id", value: string): Promise<Approval | undefined> => {
  const row = await inJournal((db) =>
    db.selectFrom("approval").selectAll().where(column, "=", value).executeTakeFirst(),
  );
  return row && toApproval(row);
};

/** A request by its own id. Throws JournalUnavailable, as the next one does. */
export const findApproval = (id: string) => one("id", id);

/** A request by the id of the write that it asks for. */
export const findByOperation = (operationId: string) => one("operation_id", operationId);
