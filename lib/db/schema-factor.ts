import type { Instant } from "./column";

/** `secret` is sealed (lib/auth/factor/seal); `last_step` is the latest 30 seconds since 1970 whose code was accepted. */
type SecondFactorTable = { user_id: string; secret: string; last_step: number; turned_on_at: Instant };

/** A recovery code that nobody has used yet: SHA-256 in hex. */
type RecoveryCodeTable = { user_id: string; code_hash: string };

export type FactorTables = { second_factor: SecondFactorTable; recovery_code: RecoveryCodeTable };
