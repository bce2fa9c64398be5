import type { OperationName, OperationState } from "@/lib/operations/catalogue";
import type { Instant, Json } from "./column";
import type { AccountTable, SessionTable, UserTable } from "./schema-account";
import type { AlertTable } from "./schema-alert";
import type { ElevationTable } from "./schema-elevation";
import type { FactorTables } from "./schema-factor";
import type { InvitationTable, PasswordLinkTable } from "./schema-links";
import type { RecentCustomerTable } from "./schema-recents";
import type { PasswordAllowedTable, SsoAttemptTable, SsoIdentityTable } from "./schema-sso";

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
  /** Days of access given; null for none, or for life. */
  days: number | null;
  /** The account whose grants of the day it counts among; null for what is no grant. */
  counted_for: string | null;
  /** The emergency access under which it was made. */
  elevation_id: string | null;
  attempts: number;
  created_at: Instant;
  sent_at: Instant | null;
  settled_at: Instant | null;
  /** Of what was sent and left no trace, and so counts as not done: until when it may land all the same. */
  may_land_until: Instant | null;
  /** When to look for it at Adapty, for as long as its outcome is open; `checks`: how often it was looked for since it was sent. */
  check_at: Instant | null;
  checks: number;
  /** Grows with each runner that takes it to look for it: what an earlier one found counts no more. */
  lease: number;
  /** The operation that it takes back. */
  undoes: string | null;
  /** The request that a second person approved, and who that was with the role of that moment; null where none was needed. */
  approval_id: string | null;
  approver_id: string | null;
  approver_email: string | null;
  approver_role: string | null;
  /** Since then `request`, `request_hash`, `outcome` and all that may be null hold nothing of the customer. */
  erased_at: Instant | null;
};

/**
 * A write that waits for a second person, or waited. `operation_id` is the id under which it is written; `payload` what the
 * form sent, for good, and `payload_hash` SHA-256 in hex over its canonical JSON. Whether it expired tells `expires_at`.
 */
export type ApprovalTable = {
  id: string;
  operation_id: string;
  app: string;
  profile_id: string;
  customer_user_id: string | null;
  name: OperationName;
  payload: Json;
  payload_hash: string;
  needs_code: string;
  needs_message: string;
  state_seen: Json;
  state: "waiting" | "approved" | "rejected" | "withdrawn" | "stale";
  requester_id: string;
  requester_email: string;
  requester_role: string;
  requested_at: Instant;
  expires_at: Instant;
  decider_id: string | null;
  decider_email: string | null;
  decider_role: string | null;
  decided_at: Instant | null;
  decision_note: string | null;
  /** Since then `payload` names only which operation on whom and for what reason, and the rest holds nothing of the customer. */
  erased_at: Instant | null;
};

export type SettingTable = { key: string; value: Json; updated_at: Instant; updated_by: string };

/** The audit record, lib/audit: append-only, one chain. Every column but the last two is what `hash` covers. */
export type AuditEventTable = {
  seq: number;
  id: string;
  recorded_at: Instant;
  actor_id: string;
  /** The role the actor had at that moment; `console` and `stranger` for whoever is no account. */
  actor_role: string;
  action: string;
  action_version: number;
  app: string | null;
  target_type: string | null;
  target_id: string | null;
  reason: string | null;
  changes: Json | null;
  outcome: string;
  detail: Json | null;
  request_id: string | null;
  operation_id: string | null;
  actor_commitment: string | null;
  subject_commitment: string | null;
  prev_hash: string;
  hash: string;
};

/** What an event says of a person, apart from the chain, which holds only its salted hash: so it can be erased. */
export type AuditPersonalTable = {
  seq: number;
  part: "actor" | "subject";
  salt: string | null;
  body: Json | null;
  /** The `seq` of the event that erased it. */
  erased_by: number | null;
};

/** A beginning of the record that stands in a signed file; `sealed` is that file's last line. */
export type AuditArchiveTable = {
  last_seq: number;
  first_seq: number;
  last_hash: string;
  sealed: Json;
  archived_at: Instant;
};

/** Finds events by the words of their texts, lib/audit/word-index: under a beginning of them, each word after a space. */
export type AuditWordTable = { key: string; seq: number; words: string };

/** Finds operations by the words of their texts, lib/operations/index-operations: one row for a beginning of them, each word after a space. */
export type OperationWordTable = { key: string; at: Instant; operation_id: string; words: string };

export type Schema = FactorTables & {
  alert: AlertTable;
  approval: ApprovalTable;
  audit_archive: AuditArchiveTable;
  audit_event: AuditEventTable;
  audit_personal: AuditPersonalTable;
  audit_word: AuditWordTable;
  elevation: ElevationTable;
  operation: OperationTable;
  operation_word: OperationWordTable;
  recent_customer: RecentCustomerTable;
  setting: SettingTable;
  user: UserTable;
  session: SessionTable;
  account: AccountTable;
  invitation: InvitationTable;
  password_link: PasswordLinkTable;
  sso_identity: SsoIdentityTable;
  sso_attempt: SsoAttemptTable;
  password_allowed: PasswordAllowedTable;
};
