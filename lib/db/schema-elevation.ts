import type { Instant } from "./column";

/** Emergency access of one account, in the session that took it. `role` is the one it had then: with another it is over. `ended_at` is null until it was ended early or noticed as over. */
export type ElevationTable = {
  id: string;
  user_id: string;
  /** Null: taken before it was kept. */
  session_id: string | null;
  role: string;
  reason: string;
  ticket: string;
  started_at: Instant;
  ends_at: Instant;
  ended_at: Instant | null;
  reviewed_by: string | null;
  reviewed_at: Instant | null;
  review_note: string | null;
};
