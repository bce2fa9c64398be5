import { Status } from "@/components/status";
import type { OperationState } from "@/lib/operations/catalogue";

const UNDER_WAY = { tone: "unknown", word: "Under way" } as const;

const states = {
  prepared: UNDER_WAY,
  sent: UNDER_WAY,
  unknown: { tone: "unknown", word: "Not confirmed yet" },
  needs_human: { tone: "unknown", word: "Needs a human" },
  rejected: { tone: "wrong", word: "Refused" },
  not_applied: { tone: "over", word: "Did not arrive" },
  applied: { tone: "active", word: "Done" },
  declined: { tone: "over", word: "Rejected" },
} as const;

/** "declined": a colleague would not let it pass, so it was never sent. */
type State = OperationState | "declined";

/** Is it not known yet what became of it? */
export const isOpen = (state: State): boolean => states[state].tone === "unknown";

/** `attempts`, where it is known: what was never sent did not fail to arrive. */
export function OperationStatus({ state, attempts }: { state: State; attempts?: number }) {
  const { tone, word } = states[state];
  return <Status tone={tone}>{state === "not_applied" && attempts === 0 ? "Not sent" : word}</Status>;
}
