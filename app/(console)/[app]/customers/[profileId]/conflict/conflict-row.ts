import type { Part } from "@/lib/access/parts";

/** One thing that is not as it was when the form was opened: what it was, what it is, and what the form makes of it. */
export type ConflictRow = {
  id: string;
  what: string;
  before: Part[];
  now: Part[];
  /** Who set it from here, and when (ISO), where that is known of it alone. */
  by?: { agent: string; at: string; confirmed: boolean };
  /** Absent where the form leaves it as it is now. */
  yours?: Part[];
  /** Beside what the form holds, which says nothing of it: there is no yours. */
  apart?: true;
  /** The form and somebody else changed it, each in another way: the agent says which of them stays. */
  open?: true;
};

/** What the agent chose for each row that is open, by its id. */
export type Chosen = Readonly<Record<string, "mine" | "theirs">>;

/** What is to be decided comes before what is only to be seen. */
export const openFirst = (rows: ConflictRow[]): ConflictRow[] => [
  ...rows.filter(({ open }) => open),
  ...rows.filter(({ open }) => !open),
];

export const isSame = (one: Part[], other: Part[]): boolean => JSON.stringify(one) === JSON.stringify(other);
