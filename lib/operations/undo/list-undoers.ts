import "server-only";
import { inJournal } from "../journal";

/** The operation that took something back; `at` is ISO in UTC. */
export type Undoer = { id: string; by: string; at: string };

/** By the id of each of these operations that was undone from here: what undid it. Throws JournalUnavailable. */
export async function listUndoers(ids: string[]): Promise<Map<string, Undoer>> {
  if (ids.length === 0) return new Map();
  const rows = await inJournal((db) =>
    db
      .selectFrom("operation")
      .select(["undoes", "id", "agent_email", "created_at"])
      .where("undoes", "in", ids)
      .where("state", "=", "applied")
      .execute(),
  );
  return new Map(
    rows.flatMap(({ undoes, id, agent_email: by, created_at: at }) => (undoes ? [[undoes, { id, by, at }]] : [])),
  );
}
