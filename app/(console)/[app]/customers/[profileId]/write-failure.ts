import type { Failure } from "../../../action-failure";

export const unknownWrite =
  "The console did not answer, so it is not known whether this was sent. Sending it again is safe: it counts once.";

/** For a first sending that is still open after a second was turned away. */
export const firstUnknown: Failure = {
  outcome: "unknown",
  code: "unknown",
  message: "It is still not known whether the first sending arrived.",
};

/** Adapty's own no ends an operation, unless it was only too busy: the journal keeps that no, the next try is another. */
export const isClosed = ({ outcome, code }: Failure) => outcome === "refused" && code !== "rate_limited";

export const unknownAsk =
  "The console did not answer, so it is not known whether this was asked for. Asking again is safe: it counts once.";

/** A request for approval sends nothing to Adapty, whatever became of it. */
export const asNotSent = (failure: Failure): Failure => ({ ...failure, outcome: "not_sent" });
