import type { Kysely } from "kysely";
import { addSession } from "@/lib/auth/session.fixture";
import type { Schema } from "@/lib/db/schema";

/** Emergency access that this account has taken just now, as it is kept, in a session of its own. */
export async function addElevation(db: Kysely<Schema>, { id: user_id, role }: { id: string; role: string }) {
  const now = Date.now();
  const [started_at, ends_at] = [now, now + 30 * 60_000].map((at) => new Date(at).toISOString()) as [string, string];
  const row = {
    id: crypto.randomUUID(),
    user_id,
    session_id: await addSession(db, user_id),
    role,
    reason: "Store is down",
    ticket: "",
    started_at,
    ends_at,
    ended_at: null,
    reviewed_by: null,
    reviewed_at: null,
    review_note: null,
  };
  await db.insertInto("elevation").values(row).execute();
  return row;
}
