"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import type { CustomerPage } from "@/lib/customers/customer-page";
import type { WriteInput } from "@/lib/operations/input";
import { describeSeen } from "@/lib/operations/seen";
import { answerOf, type Failure } from "../../../../action-failure";
import { askForApproval } from "../../../../approvals/actions";
import { customerQuery } from "../customer-query";
import { mintId } from "../mint-id";

type Filled = Pick<WriteInput<"profile.delete">, "why" | "acknowledged">;

const unknownAsk =
  "The console did not answer, so it is not known whether this was asked for. Asking again is safe: it counts once.";

/**
 * Asks a second person to delete the customer as they were when the sheet opened: nothing is ever sent from here without them.
 * `ask` answers why it was not asked for, and null when it was.
 */
export function useAskDeletion(page: CustomerPage) {
  const { app, profileId } = page.view;
  const client = useQueryClient();
  const [looked, setLooked] = useState(page);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const minted = useRef({ for: "", id: "" });

  const ask = async (filled: Filled): Promise<Failure | null> => {
    const seen = describeSeen("profile.delete", looked.view);
    const contents = JSON.stringify([filled, seen]);
    if (minted.current.for !== contents) minted.current = { for: contents, id: mintId() };
    setBusy(true);
    setFailure(null);
    const target = { operationId: minted.current.id, app, profileId, seen };
    const answer = await answerOf(
      askForApproval({ operation: "profile.delete", target, body: {}, ...filled }),
      unknownAsk,
    );
    setBusy(false);
    if (!answer.ok) setFailure(answer.error);
    void client.refetchQueries({ queryKey: customerQuery(app, profileId).queryKey });
    return answer.ok ? null : answer.error;
  };

  /** The agent has looked at what changed meanwhile, and decides on that. */
  const acceptCurrent = () => {
    setLooked(page);
    setFailure(null);
  };

  return { ask, busy, failure, looked, acceptCurrent };
}
