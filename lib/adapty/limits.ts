/** Total times of a call, first byte to last, retries and the pauses between them included. */
export const READ_TOTAL_MS = 8_000;
/** Longer than the 10 seconds after which Node's fetch gives up connecting: a write that never connected is then known as not applied. */
export const WRITE_TOTAL_MS = 15_000;
export const ANSWER_MAX_BYTES = 64 * 1024 * 1024;
/** Reads only: a write is sent once. */
export const READ_TRIES = 3;
export const BACK_OFF_BASE_MS = 200;
export const RETRY_AFTER_MAX_MS = 5_000;
