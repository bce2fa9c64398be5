import type { Instant } from "./column";

/**
 * An overdue write that somebody outside is told of. `due_at`: when it is told next; `lease` grows with each console that takes
 * that up; `tries`: posts in a row that nobody took; `told`: how often it was told.
 */
export type AlertTable = { operation_id: string; due_at: Instant; lease: number; tries: number; told: number };
