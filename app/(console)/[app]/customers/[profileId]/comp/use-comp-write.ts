"use client";

import { useEffect, useEffectEvent, useRef, useState } from "react";
import { compTransactionId } from "@/lib/access/comp-transaction";
import type { SubscriptionTransaction } from "@/lib/adapty/transaction";
import type { CustomerPage } from "@/lib/customers/customer-page";
import type { WriteInput } from "@/lib/operations/input";
import type { Result } from "@/lib/operations/result";
import { showFieldErrors, useActionForm } from "../../../../use-action-form";
import { endComp, grantAccess, grantComp, revokeAccess } from "../actions";
import type { SheetProps } from "../sheet-props";
import type { Applied } from "../use-done";
import { useWrite } from "../use-write";
import type { CompWrite, Plan, Planned } from "./planned";
import { useDecidedAt } from "./use-decided-at";
import { emptyWhy, isWhyField, whySchemaOf } from "./why";

export type Why = WriteInput<"comp.grant">["why"];

/** A comp under another operation's id: a comp's own id is also the original one, unless it continues another. */
function underId(operationId: string, comp: SubscriptionTransaction): SubscriptionTransaction {
  const id = compTransactionId(operationId);
  const continues = comp.store_original_transaction_id !== comp.store_transaction_id;
  return { ...comp, store_transaction_id: id, ...(!continues && { store_original_transaction_id: id }) };
}

/** `acknowledged`: the agent said to know what a revoke of paid access does and does not do. */
type Sent = { plan: Plan; why: Why; acknowledged: boolean };

type CompWriting = Pick<SheetProps, "page" | "settings"> & {
  /** A second person was asked for it. */
  onAsked?: () => void;
  /** `paidToo`: what was paid for ended as well, and the agent knew. */
  onDone: (plan: Plan, applied: Applied, paidToo: boolean) => void;
};

/**
 * A form whose plan decides which operation it is: the reason it asks for, the moment its dates count from, and its write.
 * Each operation keeps its own id, the state shown is that of the one sent last, and what was sent is kept: sending again
 * while the outcome is unknown repeats exactly that. `onDone` is called once.
 */
export function useCompWrite({ page, settings, onDone, onAsked }: CompWriting) {
  const form = useActionForm<Why, Why>(whySchemaOf(settings.reasons), emptyWhy);
  const writes = {
    "comp.grant": useWrite("comp.grant", grantComp, page),
    "comp.end": useWrite("comp.end", endComp, page),
    "access.grant": useWrite("access.grant", grantAccess, page),
    "access.revoke": useWrite("access.revoke", revokeAccess, page),
  };
  const [last, setLast] = useState<CompWrite["operation"]>("comp.grant");
  const sent = useRef<Sent | null>(null);
  const { state, check, locked, waiting, looked, operationId } = writes[last];
  const finish = useEffectEvent((page: CustomerPage, { plan, acknowledged }: Sent) =>
    onDone(plan, { operationId, page }, acknowledged),
  );
  const finishAsking = useEffectEvent(() => onAsked?.());
  const { now, stale, renewed } = useDecidedAt(page.view.readAt, locked);

  useEffect(() => {
    if (state.kind === "asked") finishAsking();
    if (state.kind !== "done" || !sent.current) return;
    finish(state.page, sent.current);
    sent.current = null;
  }, [state]);

  const post = ({ plan, why, acknowledged }: Sent) => {
    switch (plan.operation) {
      case "comp.grant":
        return writes["comp.grant"].send((operationId) => ({ why, body: underId(operationId, plan.body) }));
      case "comp.end":
        return writes["comp.end"].send({ why, body: plan.body });
      case "access.grant":
        return writes["access.grant"].send({ why, body: plan.body });
      case "access.revoke":
        return writes["access.revoke"].send({
          why,
          body: plan.body,
          ...(acknowledged && { acknowledged }),
        });
    }
  };
  const send = async (what: Sent, through: (what: Sent) => Promise<Result<unknown> | undefined> = post) => {
    sent.current = what;
    setLast(what.plan.operation);
    const result = await through(what);
    if (result && !result.ok) showFieldErrors(form, result.error.fields, isWhyField);
  };
  /** What may need a second person only ever gives. */
  const ask = async ({ plan, why }: Sent) => {
    if (plan.operation === "comp.grant")
      return writes["comp.grant"].ask((operationId) => ({ why, body: underId(operationId, plan.body) }));
    if (plan.operation === "access.grant") return writes["access.grant"].ask({ why, body: plan.body });
  };

  return {
    form,
    state,
    check,
    locked,
    waiting,
    looked,
    /** The moment to plan for, in milliseconds; `renewedAt` is the same once it was taken anew. */
    now,
    renewedAt: renewed ? now : undefined,
    /** Sends what is planned, once the reason is there; or asks a second person for it. */
    submit: (planned: Planned, acknowledged: boolean, asking = false) =>
      form.handleSubmit(async (why) => {
        if (!stale && planned.ok) await send({ plan: planned.plan, why, acknowledged }, asking ? ask : post);
      }),
    /** Repeats what was sent, to the letter. */
    sendSame: () => sent.current && send(sent.current),
    acceptCurrent: (current: CustomerPage) => {
      for (const write of Object.values(writes)) write.acceptCurrent(current);
    },
    compOperationId: writes["comp.grant"].operationId,
  };
}
