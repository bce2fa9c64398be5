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

/** What may be read of better-auth's tables. It writes them, but for the role and what follows it, which lib/auth/team decides. */
export type UserTable = {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  role: string;
  /** As better-auth stores moments: text on SQLite, a Date on PostgreSQL. */
  readonly createdAt: string | Date;
  disabledAt: Instant | null;
  changedAt: Instant | null;
  /** The id of the account that changed this one last. */
  changedBy: string | null;
};

export type SessionTable = {
  readonly userId: string;
  readonly token: string;
  readonly updatedAt: string | Date;
  readonly expiresAt: string | Date;
};

/** An invitation that nobody has used yet. `token_hash` is SHA-256 in hex of what its link holds. */
export type InvitationTable = {
  id: string;
  email: string;
  name: string | null;
  role: string;
  token_hash: string;
  invited_by: string;
  invited_at: Instant;
  expires_at: Instant;
};

export type Schema = {
  operation: OperationTable;
  recent_customer: RecentCustomerTable;
  setting: SettingTable;
  user: UserTable;
  session: SessionTable;
  invitation: InvitationTable;
};
