"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useMemo, useRef, useState } from "react";
import type { NonSubscription, Subscription } from "@/lib/adapty/profile";
import type { CustomerPage } from "@/lib/customers/customer-page";
import type { OperationName } from "@/lib/operations/catalogue";
import type { WriteInput } from "@/lib/operations/input";
import type { Result } from "@/lib/operations/result";
import { CHANGED_SINCE, describeEntry, describeSeen, describeSetAt } from "@/lib/operations/seen";
import { answerOf, type Failure, isOutOfDate, saysNothing, stillUnknown } from "../../../action-failure";
import { askForApproval } from "../../../approvals/actions";
import { isOpen } from "../../../operation-status";
import { PAGE_OUT_OF_DATE } from "../../../out-of-date";
import { useOwnId } from "../../../use-step-up";
import { checkOperation } from "./actions";
import { customerQuery, purchasesQuery } from "./customer-query";
import { limitsQuery } from "./limits-query";
import { mintId } from "./mint-id";
import { useLooks } from "./use-looks";
import { useTelling } from "./use-telling";
import { asNotSent, firstUnknown, isClosed, unknownAsk, unknownWrite } from "./write-failure";

export type WriteState =
  | { kind: "idle" }
  | { kind: "sending" }
  | { kind: "done"; page: CustomerPage }
  /** A second person was asked for it; nothing was sent to Adapty. */
  | { kind: "asked" }
  /** `checks`: how often Adapty was asked since, while the outcome stayed what it is. */
  | { kind: "failed"; failure: Failure; checks: number };

/** Turned away because the customer changed: the agent has to look at that first. */
export const isConflict = (state: WriteState): boolean =>
  state.kind === "failed" && state.failure.code === CHANGED_SINCE;

/** Answers to a look that tell nothing of what was looked for, not even that it was looked at. */
const SAYS_NO_MORE = new Set(["no_answer", "no_such_operation", PAGE_OUT_OF_DATE]);

/** What was filled in. Given the id it goes under where it carries that, as a comp does in its transaction id. */
type Fill<Filled> = Filled | ((operationId: string) => Filled);

/** What goes out: what was filled in, and on whom. */
type Input<Filled> = Filled & Pick<WriteInput<OperationName>, "target">;

/** The purchase that a correction starts from. */
type Entry = Subscription | NonSubscription;

/** What the agent has looked at: the customer, and the entry that is to be corrected, undefined once it is gone. */
export type Looked = { page: CustomerPage; entry: Entry | undefined };

/**
 * One form, one operation: mints the id when the form opens, sends at most one request at a time, and says what became of
 * it. The same form goes out again under the same id, so that it cannot act twice and its row tells of every sending; a form
 * that was changed since, or refused by Adapty, is a new operation. A success replaces the page's data by what Adapty
 * answered. `Filled`: what the form fills in, where that is not the write itself.
 */
export function useWrite<
  Name extends OperationName,
  Filled extends { why: object; body?: object } = Omit<WriteInput<Name>, "target">,
>(
  operation: Name,
  action: (input: NoInfer<Input<Filled>>) => Promise<Result<CustomerPage>>,
  page: CustomerPage,
  entry?: Entry,
  asking: (input: NoInfer<Input<Filled>>) => Promise<Result<unknown>> = (input) =>
    askForApproval({ operation, ...input }),
) {
  const client = useQueryClient();
  const by = useOwnId();
  const { app, profileId } = page.view;
  const queryKey = useMemo(() => customerQuery(app, profileId).queryKey, [app, profileId]);
  const [operationId, setOperationId] = useState(mintId);
  const [looked, setLooked] = useState<Looked>({ page, entry });
  const [state, setState] = useState<WriteState>({ kind: "idle" });
  const sending = useRef(false);
  const sent = useRef<string | null>(null);
  const telling = useTelling();
  const outcome = state.kind === "failed" ? state.failure.outcome : undefined;
  const unknown = outcome === "unknown";
  const unsettled = unknown || outcome === "applied";

  const settle = useCallback(
    (result: Result<CustomerPage>) => {
      if (result.ok || result.error.outcome !== "unknown") telling.end();
      void client.invalidateQueries({ queryKey: purchasesQuery(app, profileId).queryKey });
      void client.invalidateQueries({ queryKey: limitsQuery(app, profileId).queryKey });
      if (result.ok) {
        client.setQueryData(queryKey, result.data);
        setState({ kind: "done", page: result.data });
        return;
      }
      if (isClosed(result.error)) {
        sent.current = null;
        setOperationId(mintId());
      }
      if (result.current) client.setQueryData(queryKey, result.current);
      setState({ kind: "failed", failure: result.error, checks: 0 });
      if (!result.current) void client.refetchQueries({ queryKey });
    },
    [client, queryKey, app, profileId, telling],
  );

  const identify = (fill: Fill<Filled>) => {
    const fillIn = (id: string) => ({ id, filled: typeof fill === "function" ? fill(id) : fill });
    const same = fillIn(operationId);
    const changed = sent.current !== null && JSON.stringify(same.filled) !== sent.current;
    return changed && !unsettled ? fillIn(mintId()) : same;
  };

  const fillForm = (fill: Fill<Filled>): Input<Filled> => {
    const { id, filled } = identify(fill);
    sent.current = JSON.stringify(filled);
    setOperationId(id);
    telling.begin(id);
    const seen = describeSeen(operation, looked.page.view);
    const setAt =
      operation === "profile.update" && filled.body ? describeSetAt(filled.body, looked.page.lastSet) : undefined;
    const corrected = entry && describeEntry(looked.entry);
    const target = { operationId: id, app, profileId, seen, entry: corrected, setAt, by };
    return { target, ...filled };
  };

  /** Asks a second person for what is filled in, under the same id. Sends nothing to Adapty. */
  const ask = async (fill: Fill<Filled>) => {
    if (sending.current) return;
    sending.current = true;
    setState({ kind: "sending" });
    const result = await answerOf(asking(fillForm(fill)), unknownAsk);
    sending.current = false;
    void client.refetchQueries({ queryKey });
    // Asking is safe to repeat, whatever became of it: nothing of it reaches Adapty.
    setState(result.ok ? { kind: "asked" } : { kind: "failed", failure: asNotSent(result.error), checks: 0 });
    return result;
  };

  const send = async (fill: Fill<Filled>) => {
    if (sending.current) return;
    sending.current = true;
    setState({ kind: "sending" });
    const result = await answerOf(action(fillForm(fill)), unknownWrite);
    sending.current = false;
    const saysNone = unknown && !result.ok && saysNothing(result.error);
    const told: typeof result = saysNone ? { ok: false, error: stillUnknown(result.error) } : result;
    settle(told);
    return told;
  };

  const check = useCallback(async () => {
    const result = await answerOf(checkOperation({ operationId, app, profileId }), unknownWrite);
    // Sent again meanwhile: that sending's own answer is the newer one.
    if (sending.current) return;
    const { error } = result.ok ? {} : result;
    if (error && unknown && isOutOfDate(error)) setState({ kind: "failed", failure: stillUnknown(error), checks: 0 });
    // The first request may still be on its way to the journal: no record yet is no proof that nothing will be sent.
    if (error && SAYS_NO_MORE.has(error.code)) return;
    const nothingNew = error && (saysNothing(error) || error.outcome === "unknown" || error.outcome === outcome);
    if (!nothingNew) settle(result);
    else setState((held) => (held.kind === "failed" ? { ...held, checks: held.checks + 1 } : held));
  }, [operationId, app, profileId, outcome, unknown, settle]);

  const shown = page.activity.find(({ id }) => id === operationId)?.state;
  useLooks(check, { open: unsettled, knows: unknown && shown !== undefined && !isOpen(shown) });

  /** After "changed since": the agent has looked at the new state, without the entry when it is gone, and decides on it. */
  const acceptCurrent = (current: CustomerPage, currentEntry?: Entry) => {
    setLooked({ page: current, entry: currentEntry });
    // What was sent before that, and is not confirmed, stays so: it can be sent once more, the very same.
    setState(unknown ? { kind: "failed", failure: firstUnknown, checks: 0 } : { kind: "idle" });
  };

  return {
    state,
    send,
    ask,
    check,
    acceptCurrent,
    looked,
    operationId,
    locked: state.kind === "sending" || unsettled,
    /** Why nothing can be sent, while that is so and nothing is on its way. */
    waiting: unknown ? "Not confirmed yet" : unsettled ? "Done already" : undefined,
  };
}
