import { unstable_isUnrecognizedActionError } from "next/navigation";
import { SIGNED_OUT } from "@/lib/auth/signed-out";
import type { Result } from "@/lib/operations/result";

export type Failure = Extract<Result<unknown>, { ok: false }>["error"];

const SAYS_NOTHING = new Set([
  "wrong_origin",
  "signed_out",
  "session_unread",
  "invalid_input",
  "forbidden",
  "cannot_record",
  "page_out_of_date",
]);

/** Said before anybody looked at the operation: an earlier sending of it stays as unknown as it was. */
export const saysNothing = ({ code }: Failure) => SAYS_NOTHING.has(code);

/** Adapty's own no ends an operation, unless it was only too busy: the journal keeps that no, the next try is another. */
export const isClosed = ({ outcome, code }: Failure) => outcome === "refused" && code !== "rate_limited";

/** Nothing came back from the action: not sent when the console surely turned it away, else it may have been sent on. */
export function describeThrown(cause: unknown): Failure {
  if (cause instanceof Error && cause.message === SIGNED_OUT) {
    return { outcome: "not_sent", code: "signed_out", message: SIGNED_OUT };
  }
  if (unstable_isUnrecognizedActionError(cause)) {
    const message =
      "This page is out of date: the console was updated. Nothing was sent. Copy what you typed, then reload.";
    return { outcome: "not_sent", code: "page_out_of_date", message };
  }
  const message =
    "The console did not answer, so it is not known whether this was sent. Sending it again is safe: it counts once.";
  return { outcome: "unknown", code: "no_answer", message };
}
