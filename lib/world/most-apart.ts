/** Consoles that share a database tell by their own clocks how old each other's writes are: no clock that counts is further (ms) from the database's. */
export const MOST_APART_MS = 2_000;
