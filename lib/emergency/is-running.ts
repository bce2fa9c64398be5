import type { ElevationTable } from "@/lib/db/schema-elevation";

/** It ends by its time, when it was ended, and when the account has another role. `now` is ISO, UTC. */
export const isRunning = (
  held: Pick<ElevationTable, "ended_at" | "ends_at" | "role"> & { role_now: string },
  now: string,
): boolean => held.ended_at === null && held.ends_at > now && held.role === held.role_now;
