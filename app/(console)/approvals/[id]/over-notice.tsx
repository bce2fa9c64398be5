"use client";

import { Button } from "@/components/button";
import { Notice } from "@/components/notice";
import { Time } from "@/components/time";
import type { ToldRequest } from "@/lib/approvals/list-approvals";
import { checkOperation } from "../../[app]/customers/[profileId]/actions";
import { CheckFailure } from "../../check-failure";
import { isOpen } from "../../operation-status";
import { useRefreshingAction } from "../../use-refreshing-action";

const titles = {
  waiting: "Waiting",
  approved: "Approved",
  rejected: "Rejected: nothing was sent",
  withdrawn: "Withdrawn: nothing was sent",
  stale: "Out of date: it is not done any more",
  expired: "Expired after 72 hours: nothing was sent",
} as const;

const sayWritten = {
  applied: "Adapty confirmed the change.",
  rejected: "Adapty refused the change: the customer is as before. What it said stands in the activity.",
  not_applied: "It counts as not done: nothing was sent, or Adapty shows no trace of it. It has to be asked for again.",
  prepared: "Nothing was sent. It has to be asked for again.",
  sent: "Not confirmed yet: do not repeat it elsewhere, we are checking with Adapty.",
  unknown: "Not confirmed yet: do not repeat it elsewhere, we are checking with Adapty.",
  needs_human:
    "Not confirmed: what Adapty shows does not tell whether it was done. Somebody has to look at the customer.",
} as const;

/** What became of a request that nobody can decide any more, and what to do next. */
export function OverNotice({ request, own }: { request: ToldRequest; own: boolean }) {
  const { state, written, decider, decidedAt, decisionNote, operationId, app, profileId } = request;
  const open = state === "approved" && written !== null && isOpen(written);
  const { send, busy, failure } = useRefreshingAction(checkOperation);
  const again = own && (state === "stale" || state === "expired");
  return (
    <Notice
      tone={open ? "unknown" : state === "approved" && written === "applied" ? "active" : "info"}
      title={titles[state]}
      actions={
        open && (
          <>
            <Button busy={busy} onClick={() => send({ operationId, app, profileId })}>
              Check with Adapty
            </Button>
            <CheckFailure failure={failure} />
          </>
        )
      }
    >
      {state === "approved" && written && <p>{sayWritten[written]}</p>}
      {state === "stale" && (
        <p>The customer changed, its end passed, or who asked may not do it any more, before it was done.</p>
      )}
      {state === "stale" && !own && (
        <p>If it is still needed, who asked can ask again, or you do it yourself on the customer's page.</p>
      )}
      {again && <p>Ask again on the customer's page if it is still needed.</p>}
      {decisionNote && (
        <p>
          <bdi>{decisionNote}</bdi>
        </p>
      )}
      {decider && decidedAt && state !== "expired" && (
        <p className="text-sm text-ink-soft">
          <bdi>{decider.email}</bdi>, <Time at={decidedAt} />
        </p>
      )}
    </Notice>
  );
}
