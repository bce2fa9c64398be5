import "server-only";
import type { Kysely } from "kysely";
import type { Schema } from "@/lib/db/schema";
import { isRunning } from "./is-running";

/** Moments are ISO, UTC. `acts` counts what was done to customers under it; `review` is who looked at it and what they say. */
export type ShownElevation = {
  id: string;
  userId: string;
  name: string;
  email: string;
  role: string;
  reason: string;
  ticket: string;
  startedAt: string;
  /** When it ended, or will; null when it ended before its time, with its session or the role, and nobody knows when. */
  endsAt: string | null;
  running: boolean;
  acts: number;
  review: { by: string; at: string; note: string } | null;
};

const SHOWN = 200;

/** Its uses, newest first, what waits for review before all else; those of one account where one is named. */
export async function listElevations(
  db: Kysely<Schema>,
  { now, userId, only }: { now: Date; userId?: string | undefined; only?: "not_reviewed" },
): Promise<ShownElevation[]> {
  let query = db
    .selectFrom("elevation")
    .innerJoin("user", "user.id", "elevation.user_id")
    .leftJoin("session", "session.id", "elevation.session_id")
    .leftJoin("user as reviewer", "reviewer.id", "elevation.reviewed_by")
    .selectAll("elevation")
    .select([
      "user.name",
      "user.email",
      "user.role as role_now",
      "session.id as session_now",
      "reviewer.name as reviewer",
    ])
    .select(({ selectFrom }) =>
      selectFrom("operation")
        .select(({ fn }) => fn.countAll<number | string>().as("acts"))
        .whereRef("operation.elevation_id", "=", "elevation.id")
        .as("acts"),
    );
  if (userId !== undefined) query = query.where("elevation.user_id", "=", userId);
  if (only === "not_reviewed") query = query.where("elevation.reviewed_at", "is", null);
  const rows = await query
    .orderBy(({ eb }) => eb.case().when("elevation.reviewed_at", "is", null).then(0).else(1).end())
    .orderBy("elevation.started_at", "desc")
    .limit(SHOWN)
    .execute();
  return rows.map((row) => {
    const running = isRunning(row, now.toISOString());
    const endsAt = row.ended_at !== null && row.ended_at < row.ends_at ? row.ended_at : row.ends_at;
    return {
      id: row.id,
      userId: row.user_id,
      name: row.name || row.email,
      email: row.email,
      role: row.role,
      reason: row.reason,
      ticket: row.ticket,
      startedAt: row.started_at,
      endsAt: running || endsAt <= now.toISOString() ? endsAt : null,
      running,
      acts: Number(row.acts),
      review:
        row.reviewed_at === null
          ? null
          : { by: row.reviewer ?? row.reviewed_by ?? "", at: row.reviewed_at, note: row.review_note ?? "" },
    };
  });
}
