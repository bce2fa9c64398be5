/** Of one try, before its first byte is sent: lookup, TCP (which asks again after 1 and 3 seconds) and TLS. */
export const CONNECT_MS = 4_000;
/** Total times of a call, first byte to last, retries and the pauses between them included. */
export const READ_TOTAL_MS = 8_000;
export const WRITE_TOTAL_MS = 15_000;
export const ANSWER_MAX_BYTES = 64 * 1024 * 1024;
/** Reads only: a write is sent once. */
export const READ_TRIES = 3;
export const BACK_OFF_BASE_MS = 200;
export const RETRY_AFTER_MAX_MS = 5_000;
