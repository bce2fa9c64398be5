"use client";

import { type ReactNode, useState } from "react";
import { Button } from "@/components/button";
import { Notice } from "@/components/notice";
import { type Failure, isOutOfDate, saysWho } from "../../../action-failure";
import { OfferEmergency } from "../../../emergency/offer";
import { OpenAnew } from "../../../open-anew";
import { SameUnconfirmed } from "../../../same-unconfirmed";
import { SignInHere } from "../../../sign-in-here";
import { isConflict, type WriteState } from "./use-write";

type WriteNoticeProps = {
  state: WriteState;
  /** Adapty's messages that belong to no field of this form. */
  leftOver?: string[];
  onCheck: () => void;
  onSendAgain: () => void;
  /** What changed meanwhile, and the way on from there. */
  conflict?: ReactNode;
  /** Asks a second person for what may not be done alone, where no other button of the form does. */
  onAsk?: () => void;
};

/** Of what was sent and left no trace at Adapty. */
const GIVEN_UP = "did_not_arrive";

const titles = {
  refused: "Refused: nothing changed",
  not_sent: "Not sent: nothing changed",
  unknown: "Not confirmed yet: checking",
  applied: "Done, but the customer could not be read again",
};
function titleOf(failure: Failure): string {
  const { outcome, code, approvable } = failure;
  if (outcome === "unknown" && isOutOfDate(failure)) return "Not confirmed yet";
  if (code === GIVEN_UP) return "Did not arrive";
  if (outcome === "not_sent" && (code === "not_allowed" || approvable)) return "Not allowed: nothing was sent";
  return titles[outcome];
}
const tones = { refused: "wrong", not_sent: "warning", unknown: "unknown", applied: "info" } as const;

/** What became of the write, in a form that is still open: refused, not sent, not known, or done unseen; each with its next step. */
export function WriteNotice({ state, leftOver = [], onCheck, onSendAgain, conflict, onAsk }: WriteNoticeProps) {
  /** The look that the button asked for, by its number. */
  const [asked, setAsked] = useState(0);
  if (state.kind !== "failed") return null;
  const { failure } = state;
  const check = () => {
    setAsked(state.checks + 1);
    onCheck();
  };
  const { outcome, code, message, requestId } = failure;
  const unknown = outcome === "unknown";
  const outOfDate = isOutOfDate(failure);
  return (
    <div className="space-y-3">
      <Notice
        live
        tone={tones[outcome]}
        title={titleOf(failure)}
        actions={
          <>
            {saysWho(failure) && <SignInHere />}
            {outOfDate && <OpenAnew />}
            {unknown && !outOfDate && <Button onClick={check}>Check now</Button>}
            {outcome === "applied" && <Button onClick={onCheck}>Read again</Button>}
            {((unknown && !outOfDate) || code === GIVEN_UP) && (
              <Button kind="quiet" onClick={onSendAgain}>
                Send the same again
              </Button>
            )}
            {failure.approvable && onAsk && <Button onClick={onAsk}>Ask for approval</Button>}
            {code === "over_limit" && <OfferEmergency />}
          </>
        }
      >
        <p>{message}</p>
        <SameUnconfirmed same={failure.same} />
        {leftOver
          .filter((text) => text !== message)
          .map((text) => (
            <p key={text}>{text}</p>
          ))}
        {unknown && <p>Do not repeat this elsewhere. Sending the same again counts once.</p>}
        {unknown && state.checks > 0 && (
          // Read out only to who asked for it: it is asked by itself again and again.
          <p aria-live={state.checks === asked ? undefined : "off"}>
            Asked Adapty {state.checks === 1 ? "once" : `${state.checks} times`} since: it does not confirm it yet.
            {!outOfDate && " The console goes on asking, and says here what became of it."}
          </p>
        )}
        {(requestId || outcome === "refused") && (
          <p className="text-sm text-ink-soft">
            Adapty says {code}
            {requestId && `, request ${requestId}`}.
          </p>
        )}
      </Notice>
      {isConflict(state) && conflict}
    </div>
  );
}
