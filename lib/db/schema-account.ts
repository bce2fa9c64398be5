import type { Instant } from "./column";

/** What may be read of better-auth's tables. It writes them, but for the role and what follows it, which lib/auth/team decides. */
export type UserTable = {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly emailVerified: boolean | number;
  role: string;
  /** As better-auth stores moments: text on SQLite, a Date on PostgreSQL. */
  readonly createdAt: string | Date;
  readonly updatedAt: string | Date;
  disabledAt: Instant | null;
  changedAt: Instant | null;
  /** The id of the account that changed this one last. */
  changedBy: string | null;
};

export type SessionTable = {
  readonly id: string;
  readonly userId: string;
  /** SHA-256 in hex of the token that the cookie holds. */
  token: string;
  readonly userAgent: string | null;
  readonly createdAt: string | Date;
  readonly updatedAt: string | Date;
  readonly expiresAt: string | Date;
  /** When the password was entered last; null: when the session began. */
  confirmedAt: Instant | null;
};

/** How an account signs in; `password` is its hash, a PHC string. */
export type AccountTable = {
  readonly id: string;
  readonly userId: string;
  readonly accountId: string;
  readonly providerId: string;
  password: string | null;
  readonly createdAt: string | Date;
  readonly updatedAt: string | Date;
};
