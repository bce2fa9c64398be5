"use client";

import { useState } from "react";
import { Button } from "@/components/button";
import { Time } from "@/components/time";
import type { OperationState } from "@/lib/operations/catalogue";
import { checkOperation } from "../[app]/customers/[profileId]/actions";
import { CheckFailure } from "../check-failure";
import { useRefreshingAction } from "../use-refreshing-action";
import { SettleSheet } from "./settle-sheet";

type Queued = {
  id: string;
  app: string;
  profileId: string;
  state: OperationState;
  attempts: number;
  checks: number;
  checkAt: string | null;
  what: string;
  customer: string;
};

const times = (count: number) =>
  count === 0 ? "Not looked for yet" : count === 1 ? "Looked for once" : `Looked for ${count} times`;

type SettleProps = {
  entry: Queued;
  mayCheck: boolean;
  /** Why this person may not say what became of it; undefined where they may. */
  whyNotSettle: string | undefined;
};

/** How far the console is with what is not confirmed, and what a human can do about it. */
export function Settle({ entry, mayCheck, whyNotSettle }: SettleProps) {
  const { id, app, profileId, state, attempts, checks, checkAt, what, customer } = entry;
  const [open, setOpen] = useState(false);
  const { send, busy, failure } = useRefreshingAction(checkOperation);
  if (state === "prepared" || state === "sent") return null;
  return (
    <div className="space-y-2 pt-1">
      <p className="text-sm text-ink-soft">
        {times(checks)}
        {checkAt && (
          <>
            , next <Time at={checkAt} />
          </>
        )}
      </p>
      <div className="flex flex-wrap gap-2">
        {mayCheck && (
          <Button size="sm" busy={busy} onClick={() => send({ operationId: id, app, profileId })}>
            Check with Adapty
          </Button>
        )}
        {state === "needs_human" && (
          <Button size="sm" disabledReason={whyNotSettle} onClick={() => setOpen(true)}>
            Say what became of it
          </Button>
        )}
      </div>
      <CheckFailure failure={failure} />
      {open && <SettleSheet {...{ id, app, profileId, attempts, what, customer }} onClose={() => setOpen(false)} />}
    </div>
  );
}
