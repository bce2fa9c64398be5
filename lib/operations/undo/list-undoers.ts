import "server-only";
import { inJournal } from "../journal";

/** The other operation of the two, what was taken back or what took it back; `at` is ISO in UTC. */
export type Counterpart = { id: string; by: string; at: string };

/** By the id of each of these operations that was undone from here: what undid it. Throws JournalUnavailable. */
export async function listUndoers(ids: string[]): Promise<Map<string, Counterpart>> {
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

/** The operations of these ids, each taken back by another, by their id. Throws JournalUnavailable. */
export async function listUndone(ids: string[]): Promise<Map<string, Counterpart>> {
  if (ids.length === 0) return new Map();
  const rows = await inJournal((db) =>
    db.selectFrom("operation").select(["id", "agent_email", "created_at"]).where("id", "in", ids).execute(),
  );
  return new Map(rows.map(({ id, agent_email: by, created_at: at }) => [id, { id, by, at }]));
}
