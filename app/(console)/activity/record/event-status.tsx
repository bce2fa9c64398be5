import { Status } from "@/components/status";
import type { Tone } from "@/components/tone";
import type { AuditOutcome } from "@/lib/audit/event";

export const outcomeWords: Record<AuditOutcome, { tone: Tone; word: string }> = {
  attempted: { tone: "info", word: "Asked for" },
  sent: { tone: "info", word: "Sent to Adapty" },
  applied: { tone: "active", word: "Done" },
  rejected: { tone: "wrong", word: "Refused by Adapty" },
  unknown: { tone: "unknown", word: "Not confirmed yet" },
  needs_human: { tone: "unknown", word: "Needs a human" },
  not_applied: { tone: "over", word: "Did not arrive" },
  allowed: { tone: "info", word: "Allowed" },
  done: { tone: "active", word: "Done" },
  denied: { tone: "warning", word: "Not allowed" },
  held: { tone: "info", word: "Asked to confirm" },
};

/** `wasSent`: what the console itself turned away did not fail to arrive. */
export function EventStatus({ outcome, wasSent }: { outcome: AuditOutcome; wasSent: boolean }) {
  const { tone, word } = outcomeWords[outcome];
  return <Status tone={tone}>{outcome === "not_applied" && !wasSent ? "Not sent" : word}</Status>;
}
