import type { Instant } from "./column";

/** Whom an agent looked at last. */
export type RecentCustomerTable = {
  agent_id: string;
  app: string;
  profile_id: string;
  customer_user_id: string | null;
  viewed_at: Instant;
};
