import type { OperationName, OperationState } from "@/lib/operations/catalogue";

/** A moment as UTC text of fixed width, `2026-03-14T09:30:00.000Z`: it sorts the same on both databases. */
type Instant = string;
/** JSON as text. */
type Json = string;

/** The journal: one row per intended write to Adapty. `id` is minted with the form. */
export type OperationTable = {
  id: string;
  app: string;
  profile_id: string;
  customer_user_id: string | null;
  name: OperationName;
  state: OperationState;
  agent_id: string;
  agent_email: string;
  /** The role the agent had at that moment. */
  agent_role: string;
  reason: string | null;
  ticket: string | null;
  note: string | null;
  request: Json;
  request_hash: string;
  outcome: Json | null;
  before_json: Json | null;
  after_json: Json | null;
  attempts: number;
  created_at: Instant;
  sent_at: Instant | null;
  settled_at: Instant | null;
};

export type RecentCustomerTable = {
  agent_id: string;
  app: string;
  profile_id: string;
  customer_user_id: string | null;
  viewed_at: Instant;
};

export type SettingTable = { key: string; value: Json; updated_at: Instant; updated_by: string };

/** What may be read of better-auth's own table; only better-auth writes it, and its session, account and verification. */
export type UserTable = { readonly id: string; readonly name: string; readonly email: string; readonly role: string };

export type Schema = {
  operation: OperationTable;
  recent_customer: RecentCustomerTable;
  setting: SettingTable;
  user: UserTable;
};
