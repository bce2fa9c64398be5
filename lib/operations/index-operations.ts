import "server-only";
import type { Kysely } from "kysely";
import { listWords } from "@/lib/audit/word-index";
import { insertRows } from "@/lib/db/insert-rows";
import type { OperationTable, Schema } from "@/lib/db/schema";

type Noted = Pick<
  OperationTable,
  "id" | "name" | "reason" | "note" | "ticket" | "customer_user_id" | "created_at" | "request"
>;

/** Makes rows of the journal findable by their reason, note, ticket and customer user id; in the transaction that writes them. */
export async function indexOperations(trx: Kysely<Schema>, operations: readonly Noted[]): Promise<void> {
  const rows = operations.flatMap(({ id, created_at, name, request, ...row }) =>
    listWords([row.reason, row.note, row.ticket, row.customer_user_id], name, JSON.parse(request)).map((words) => ({
      ...words,
      at: created_at,
      operation_id: id,
    })),
  );
  await insertRows(trx, "operation_word", rows);
}

/** Makes these rows of the journal findable by what is left of their texts, after something of them was erased. */
export async function reindexOperations(trx: Kysely<Schema>, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await trx.deleteFrom("operation_word").where("operation_id", "in", ids).execute();
  await indexOperations(trx, await trx.selectFrom("operation").selectAll().where("id", "in", ids).execute());
}
