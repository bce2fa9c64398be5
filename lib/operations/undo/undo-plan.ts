import type { Part } from "@/lib/access/parts";
import type { OperationName } from "../catalogue";
import type { JournalRow } from "../journal-row";

/** What was done, as the journal holds it. */
export type Done = Pick<
  JournalRow,
  "id" | "app" | "profileId" | "name" | "state" | "request" | "before" | "after" | "erasedAt" | "sentAt" | "outcome"
>;

/** What was set from here before, field by field of a profile. A field that is not in it: nobody knows. */
export type SetBefore = Record<string, { value: unknown }>;

/** The write that undoes another, with what it cannot bring back; or a sentence why there is none. */
export type UndoPlan = { ok: true; name: OperationName; body: unknown; leaves: Part[][] } | { ok: false; why: string };

/** `at`: the moment it is decided for, in milliseconds. */
export type Undoing = { at: number; setBefore: SetBefore };

export const noUndo = (why: string): UndoPlan => ({ ok: false, why });
export const undoBy = (name: OperationName, body: unknown, leaves: Part[][] = []): UndoPlan => ({
  ok: true,
  name,
  body,
  leaves,
});

export const notKnown = noUndo(
  "What this left behind is not known here, for Adapty did not show it. Look at the customer, and change it by hand.",
);
