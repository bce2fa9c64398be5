import type { ElevationTable } from "@/lib/db/schema-elevation";

/**
 * It ends by its time, when it was ended, when the account has another role, and with the session that took it. `now` is ISO,
 * UTC; `session_now` is that session as it is now, null when it is over.
 */
export const isRunning = (
  held: Pick<ElevationTable, "ended_at" | "ends_at" | "role"> & { role_now: string; session_now: string | null },
  now: string,
): boolean => held.ended_at === null && held.ends_at > now && held.role === held.role_now && held.session_now !== null;
