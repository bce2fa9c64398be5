"use client";

import { useEffect, useRef, useState } from "react";
import { Button } from "@/components/button";
import { Notice } from "@/components/notice";
import { useToast } from "@/components/toast";
import type { ToldRequest } from "@/lib/approvals/list-approvals";
import type { OpenedRequest } from "@/lib/approvals/open-request";
import { FailureNotice } from "../../failure-notice";
import { useRefreshingAction } from "../../use-refreshing-action";
import { approve, withdraw } from "../actions";
import { isUnsent } from "../request-status";
import { OverNotice } from "./over-notice";
import { RejectForm } from "./reject-form";

type DecideProps = {
  request: ToldRequest;
  payloadHash: string;
  own: boolean;
  mayNot: string | undefined;
  look: OpenedRequest["look"];
};

/** What is left to do: approve and run, reject with a reason, withdraw what is one's own, or read what became of it. */
export function Decide({ request, payloadHash, own, mayNot, look }: DecideProps) {
  const toast = useToast();
  const approving = useRefreshingAction(approve);
  const withdrawing = useRefreshingAction(withdraw);
  const [rejecting, setRejecting] = useState(false);
  const { id, name, requester } = request;
  const unsent = isUnsent(request);
  // What was pressed is gone from the page by then: who went by keyboard or ear goes on at what became of it.
  const outcome = useRef<HTMLDivElement>(null);
  const acted = useRef(false);
  const over = look === undefined;
  useEffect(() => {
    if (over && acted.current) outcome.current?.focus();
  }, [over]);
  if (!look) {
    return (
      <div ref={outcome} tabIndex={-1} className="outline-none">
        <OverNotice request={request} own={own} />
      </div>
    );
  }

  const run = async () => {
    acted.current = true;
    const { ok } = await approving.send({ id, payloadHash, operation: name });
    if (ok) toast({ outcome: "done", title: "Approved.", text: "Adapty confirms it. The one who asked sees it, too." });
  };
  const takeBack = async () => {
    acted.current = true;
    const { ok } = await withdrawing.send({ id });
    if (ok) toast({ outcome: "done", title: "Withdrawn.", text: "Nobody can approve it any more." });
  };
  const closeForm = () => {
    setRejecting(false);
    outcome.current?.focus();
  };
  const changed = "changed" in look ? look.changed : undefined;
  const beyond = "beyond" in look && !own ? look.beyond : undefined;
  return (
    <div ref={outcome} tabIndex={-1} className="space-y-4 outline-none">
      {changed && (
        <Notice tone="warning" title="This cannot be approved any more">
          <p>
            {changed} {own ? "Ask again on the customer's page." : "Who asked has to ask again."} Nothing was sent.
          </p>
        </Notice>
      )}
      {unsent && (
        <Notice tone="warning" title="Approved, but nothing arrived at Adapty">
          <p>It can be run again until it expires: it has at most one effect.</p>
        </Notice>
      )}
      {!mayNot && beyond && (
        <Notice tone="info" title="You cannot approve this">
          <p>
            {beyond}
            {!unsent && " You can reject it."}
          </p>
        </Notice>
      )}
      {own ? (
        !unsent && (
          <Button busy={withdrawing.busy} onClick={takeBack}>
            Withdraw this request
          </Button>
        )
      ) : (
        <div className="flex flex-wrap gap-2">
          <Button
            kind={name === "profile.delete" ? "danger" : "primary"}
            busy={approving.busy}
            disabledReason={mayNot ?? beyond ?? ("unread" in look ? "The customer could not be read" : undefined)}
            onClick={run}
          >
            {changed ? "Set it aside" : unsent ? "Run it again" : `Approve and ${doing[name] ?? "run"}`}
          </Button>
          {!unsent && !rejecting && (
            <Button
              disabledReason={mayNot}
              onClick={() => {
                acted.current = true;
                setRejecting(true);
              }}
            >
              Reject
            </Button>
          )}
        </div>
      )}
      {rejecting && <RejectForm id={id} asker={requester.email} onClose={closeForm} />}
      <FailureNotice failure={approving.failure ?? withdrawing.failure} />
    </div>
  );
}

const doing: Partial<Record<ToldRequest["name"], string>> = {
  "access.grant": "grant access",
  "comp.grant": "grant the comp",
  "comp.reopen": "give the comp back",
  "transaction.set": "enter the transaction",
  "profile.delete": "delete the customer",
};
