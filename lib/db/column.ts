/** A moment as UTC text of fixed width, `2026-03-14T09:30:00.000Z`: it sorts the same on both databases. */
export type Instant = string;

/** JSON as text. */
export type Json = string;
