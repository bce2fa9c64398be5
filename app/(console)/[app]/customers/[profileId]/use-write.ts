"use client";

import { useQueryClient } from "@tanstack/react-query";
import { unstable_isUnrecognizedActionError } from "next/navigation";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { SIGNED_OUT } from "@/lib/auth/signed-out";
import type { CustomerPage } from "@/lib/customers/customer-page";
import type { OperationName } from "@/lib/operations/catalogue";
import type { WriteInput } from "@/lib/operations/input";
import type { Result } from "@/lib/operations/result";
import { describeSeen } from "@/lib/operations/seen";
import { checkOperation } from "./actions";
import { customerQuery, purchasesKey } from "./customer-query";
import { mintId } from "./mint-id";

type Failure = Extract<Result<CustomerPage>, { ok: false }>["error"];

export type WriteState =
  | { kind: "idle" }
  | { kind: "sending" }
  | { kind: "done"; page: CustomerPage }
  /** `checks`: how often Adapty was asked since, while the outcome stayed what it is. */
  | { kind: "failed"; failure: Failure; checks: number };

/** Said before anybody looked at the operation: an earlier sending of it stays as unknown as it was. */
const SAYS_NOTHING = new Set([
  "wrong_origin",
  "signed_out",
  "session_unread",
  "invalid_input",
  "forbidden",
  "cannot_record",
  "page_out_of_date",
]);

const CHECK_AFTER_MS = [2_000, 8_000, 20_000];

/** Nothing came back from the action: not sent when the console surely turned it away, else it may have been sent on. */
function describeThrown(cause: unknown): Failure {
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

/** What was filled in. Given the id it goes under where it carries that, as a comp does in its transaction id. */
type Filled<Name extends OperationName> = Omit<WriteInput<Name>, "target">;
type Fill<Name extends OperationName> = Filled<Name> | ((operationId: string) => Filled<Name>);

/** Adapty's own no ends an operation, unless it was only too busy: the journal keeps that no, the next try is another. */
const isClosed = ({ outcome, code }: Failure) => outcome === "refused" && code !== "rate_limited";

/**
 * One form, one operation: mints the id when the form opens, sends at most one request at a time, and says what became of
 * it. The same form goes out again under the same id, so that it cannot act twice and its row tells of every sending; a form
 * that was changed since, or refused by Adapty, is a new operation. A success replaces the page's data by what Adapty
 * answered.
 */
export function useWrite<Name extends OperationName>(
  operation: Name,
  action: (input: WriteInput<Name>) => Promise<Result<CustomerPage>>,
  page: CustomerPage,
) {
  const client = useQueryClient();
  const { app, profileId } = page.view;
  const queryKey = useMemo(() => customerQuery(app, profileId).queryKey, [app, profileId]);
  const [operationId, setOperationId] = useState(mintId);
  const [seen, setSeen] = useState(() => describeSeen(operation, page.view));
  const [state, setState] = useState<WriteState>({ kind: "idle" });
  const sending = useRef(false);
  const sent = useRef<string | null>(null);
  const outcome = state.kind === "failed" ? state.failure.outcome : undefined;
  const unknown = outcome === "unknown";
  const unsettled = unknown || outcome === "applied";

  const settle = useCallback(
    (result: Result<CustomerPage>) => {
      void client.invalidateQueries({ queryKey: purchasesKey(app, profileId) });
      if (result.ok) {
        client.setQueryData(queryKey, result.data);
        setState({ kind: "done", page: result.data });
        return;
      }
      if (isClosed(result.error)) {
        sent.current = null;
        setOperationId(mintId());
      }
      setState({ kind: "failed", failure: result.error, checks: 0 });
      void client.refetchQueries({ queryKey });
    },
    [client, queryKey, app, profileId],
  );

  const identify = (fill: Fill<Name>) => {
    const fillIn = (id: string) => ({ id, filled: typeof fill === "function" ? fill(id) : fill });
    const same = fillIn(operationId);
    const changed = sent.current !== null && JSON.stringify(same.filled) !== sent.current;
    return changed && !unsettled ? fillIn(mintId()) : same;
  };

  const send = async (fill: Fill<Name>) => {
    if (sending.current) return;
    sending.current = true;
    setState({ kind: "sending" });
    const { id, filled } = identify(fill);
    sent.current = JSON.stringify(filled);
    setOperationId(id);
    const input = { target: { operationId: id, app, profileId, seen }, ...filled } as WriteInput<Name>;
    const result = await action(input).catch(
      (cause: unknown): Result<CustomerPage> => ({ ok: false, error: describeThrown(cause) }),
    );
    sending.current = false;
    const stillUnknown = unknown && !result.ok && SAYS_NOTHING.has(result.error.code);
    const told: typeof result = stillUnknown ? { ok: false, error: { ...result.error, outcome: "unknown" } } : result;
    settle(told);
    return told;
  };

  const check = useCallback(async () => {
    const result = await checkOperation({ operationId, app, profileId }).catch(() => null);
    // The first request may still be on its way to the journal: no record yet is no proof that nothing will be sent.
    if (!result || (!result.ok && result.error.code === "no_such_operation")) return;
    const { error } = result.ok ? {} : result;
    const nothingNew =
      error && (SAYS_NOTHING.has(error.code) || error.outcome === "unknown" || error.outcome === outcome);
    if (!nothingNew) settle(result);
    else setState((held) => (held.kind === "failed" ? { ...held, checks: held.checks + 1 } : held));
  }, [operationId, app, profileId, outcome, settle]);

  useEffect(() => {
    if (!unsettled) return;
    const timers = CHECK_AFTER_MS.map((delay) => setTimeout(check, delay));
    return () => timers.forEach(clearTimeout);
  }, [unsettled, check]);

  /** After "changed since": the agent has looked at the new state and decides on it. */
  const acceptCurrent = (current: CustomerPage) => {
    setSeen(describeSeen(operation, current.view));
    setState({ kind: "idle" });
  };

  return {
    state,
    send,
    check,
    acceptCurrent,
    operationId,
    locked: state.kind === "sending" || unsettled,
    /** Why nothing can be sent, while that is so and nothing is on its way. */
    waiting: unknown ? "Not confirmed yet" : unsettled ? "Done already" : undefined,
  };
}
