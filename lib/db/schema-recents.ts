/** Whom an agent looked at last; `viewed_at` is a moment as UTC text of fixed width. */
export type RecentCustomerTable = {
  agent_id: string;
  app: string;
  profile_id: string;
  customer_user_id: string | null;
  viewed_at: string;
};
