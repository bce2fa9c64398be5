import type { Kysely, KyselyPlugin, OperationNode } from "kysely";
import type { Schema } from "./schema";

type Node = OperationNode & { [key: string]: unknown };

/** The table that a statement writes, or undefined for one that only reads. */
function writtenBy(node: Node): string | undefined {
  const named = {
    InsertQueryNode: node.into,
    UpdateQueryNode: node.table,
    DeleteQueryNode: (node.from as { froms?: unknown[] } | undefined)?.froms?.[0],
  }[node.kind as string] as { table?: { identifier?: { name: string } } } | undefined;
  return named?.table?.identifier?.name;
}

const isRecords = (table: string) => table.startsWith("audit_");

/** The same database, and what its transactions wrote of other tables after they had recorded: "table after audit_event". */
export function watchOrder(db: Kysely<Schema>): { db: Kysely<Schema>; late: string[] } {
  const late: string[] = [];
  let recorded = false;
  const plugin: KyselyPlugin = {
    transformQuery({ node }) {
      const table = writtenBy(node as unknown as Node);
      if (table === "audit_event") recorded = true;
      else if (recorded && table !== undefined && !isRecords(table)) late.push(table);
      return node;
    },
    transformResult: async ({ result }) => result,
  };
  const watched = db.withPlugin(plugin);
  const begin = watched.transaction.bind(watched);
  watched.transaction = () => {
    const transaction = begin();
    const execute = transaction.execute.bind(transaction);
    transaction.execute = (step) => {
      recorded = false;
      return execute(step).finally(() => {
        recorded = false;
      });
    };
    return transaction;
  };
  return { db: watched, late };
}
