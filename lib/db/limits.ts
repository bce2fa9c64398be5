/** For so long somebody else may hold what a statement waits for before it fails: SQLite's file, or a lock of PostgreSQL's. */
export const BUSY_MS = 10_000;
/** Of a connection to PostgreSQL: until it is there, and how long the server may say nothing while it is asked. */
export const CONNECT_MS = 10_000;
export const SILENT_MS = 30_000;
