import type { Kysely } from "kysely";
import type { Schema } from "@/lib/db/schema";

/** Emergency access that this account has taken just now, as it is kept. */
export async function addElevation(db: Kysely<Schema>, { id: user_id, role }: { id: string; role: string }) {
  const now = Date.now();
  const row = {
    id: crypto.randomUUID(),
    user_id,
    session_id: null,
    role,
    reason: "Store is down",
    ticket: "",
    started_at: new Date(now).toISOString(),
    ends_at: new Date(now + 30 * 60_000).toISOString(),
    ended_at: null,
    reviewed_by: null,
    reviewed_at: null,
    review_note: null,
  };
  await db.insertInto("elevation").values(row).execute();
  return row;
}
