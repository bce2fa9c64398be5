import type { JournalRow } from "./journal-row";
import type { ReadBack } from "./read-back";

/** Nothing that Adapty will ever show can settle it. */
export const profileGone = {
  code: "profile_gone",
  message:
    "Not confirmed, and it never will be: Adapty's answer was lost, and the customer is not at Adapty any more. Nothing of it stands there.",
};

/**
 * `arrival`: what the customer's profile tells of it; `quiet`: it was (isQuiet) already before that was read; `isThere`: Adapty has
 * the customer; `last`: what this look cannot tell is left to a human.
 */
type Looked = { arrival: ReadBack; quiet: boolean; isThere: boolean; last: boolean };

/** The state that a look brings a write to; "as_before": nothing of it changes, and nothing is recorded. */
export function decideByLook(
  { state, attempts, outcome }: Pick<JournalRow, "state" | "attempts" | "outcome">,
  { arrival, quiet, isThere, last }: Looked,
): "applied" | "not_applied" | "needs_human" | "unknown" | "as_before" {
  const wasGivenUp = state === "not_applied";
  // What was sent more than once may show by one sending while another is still on its way.
  if (attempts > 1 && !quiet && !wasGivenUp) return "as_before";
  if (arrival === "applied") return "applied";
  if (!quiet || wasGivenUp) return "as_before";
  if (arrival === "not_applied") return "not_applied";
  if (state === "needs_human") return "as_before";
  if (last) return "needs_human";
  const isNews = state === "sent" || (!isThere && outcome?.code !== profileGone.code);
  return isNews ? "unknown" : "as_before";
}
