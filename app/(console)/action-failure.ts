import { unstable_isUnrecognizedActionError } from "next/navigation";
import { SIGNED_OUT } from "@/lib/auth/signed-out";
import type { Result } from "@/lib/operations/result";
import { notSentOutOfDate, PAGE_OUT_OF_DATE, unknownOutOfDate } from "./out-of-date";

export type Failure = Extract<Result<unknown>, { ok: false }>["error"];

const SAYS_NOTHING = new Set([
  "wrong_origin",
  "signed_out",
  "other_account",
  "session_unread",
  "invalid_input",
  "forbidden",
  "confirm_first",
  "factor_first",
  "cannot_record",
  "restored",
  "clock_off",
  "operation_reused",
  PAGE_OUT_OF_DATE,
]);

/** Turned away before anybody looked at what was asked: all is as it was, and an earlier sending as unknown as before. */
export const saysNothing = ({ code }: Failure) => SAYS_NOTHING.has(code);

/** Nobody is signed in, or somebody else: signing in again as before is what helps. */
export const saysWho = ({ code }: Failure) => code === "signed_out" || code === "other_account";

/** The console was updated since this page was opened, and takes nothing from it. */
export const isOutOfDate = ({ code }: Failure) => code === PAGE_OUT_OF_DATE;

/** What is told of another try at what may have been done already: of a try that says nothing, that this is as unknown as before. */
export const stillUnknown = (failure: Failure): Failure =>
  isOutOfDate(failure) ? unknownOutOfDate : { ...failure, outcome: "unknown" };

/** What an action answers, also when it throws in the browser; `unknown` is the sentence for what may have been done. */
export const answerOf = <Data>(asked: Promise<Result<Data>>, unknown: string): Promise<Result<Data>> =>
  asked.catch((cause: unknown) => ({ ok: false, error: describeThrown(cause, unknown) }));

/**
 * What an action that threw in the browser says: not_sent when the console surely turned it away, else it may have been done,
 * which `unknown` tells in a sentence for the screen.
 */
export function describeThrown(cause: unknown, unknown: string): Failure {
  if (cause instanceof Error && cause.message === SIGNED_OUT) {
    return { outcome: "not_sent", code: "signed_out", message: SIGNED_OUT };
  }
  if (unstable_isUnrecognizedActionError(cause)) {
    return notSentOutOfDate;
  }
  return { outcome: "unknown", code: "no_answer", message: unknown };
}
