import type { Instant } from "./column";

/** Who somebody is at a provider of single sign-on; one for each account and issuer. */
export type SsoIdentityTable = { issuer: string; subject: string; user_id: string; connected_at: Instant };

/** A sign-in under way at the provider. `token_hash` is SHA-256 in hex of what the browser's cookie holds. */
export type SsoAttemptTable = {
  token_hash: string;
  purpose: string;
  /** A path of this site. */
  next: string;
  /** The session it was begun in, where it is about that. */
  session_id: string | null;
  began_at: Instant;
};

/** Who may use a password where single sign-on is the only way in: it was allowed on the server's command line. */
export type PasswordAllowedTable = { user_id: string; until: Instant };
