import { Status } from "@/components/status";
import type { OperationState } from "@/lib/operations/catalogue";

const OPEN = { tone: "unknown", word: "Not confirmed yet" } as const;

const states = {
  prepared: OPEN,
  sent: OPEN,
  unknown: OPEN,
  rejected: { tone: "wrong", word: "Refused" },
  not_applied: { tone: "over", word: "Did not arrive" },
  applied: { tone: "active", word: "Done" },
} as const;

/** Is it not known yet what became of it? */
export const isOpen = (state: OperationState): boolean => states[state] === OPEN;

export const OperationStatus = ({ state }: { state: OperationState }) => (
  <Status tone={states[state].tone}>{states[state].word}</Status>
);
