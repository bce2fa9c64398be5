import type { Instant } from "./column";

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

/** A link for a new password that nobody has used yet. `made_by` null: on the server's command line. */
export type PasswordLinkTable = {
  user_id: string;
  token_hash: string;
  made_by: string | null;
  made_at: Instant;
  expires_at: Instant;
};
