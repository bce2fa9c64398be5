"use client";

import { useEffect, useEffectEvent, useRef, useState } from "react";
import type { CustomerPage } from "@/lib/customers/customer-page";
import type { WriteInput } from "@/lib/operations/input";
import { endComp, grantAccess, grantComp, revokeAccess } from "../actions";
import { useWrite } from "../use-write";
import type { CompWrite, Plan } from "./planned";

export type Why = WriteInput<"comp.grant">["why"];

/**
 * A form whose plan decides which operation it is. Each operation keeps its own id, the state shown is that of the one sent
 * last, and what was sent is kept: sending again while the outcome is unknown repeats exactly that. `onDone` is called once.
 */
export function useCompWrite(page: CustomerPage, onDone: (plan: Plan, answer: CustomerPage) => void) {
  const writes = {
    "comp.grant": useWrite("comp.grant", grantComp, page),
    "comp.end": useWrite("comp.end", endComp, page),
    "access.grant": useWrite("access.grant", grantAccess, page),
    "access.revoke": useWrite("access.revoke", revokeAccess, page),
  };
  const [last, setLast] = useState<CompWrite["operation"]>("comp.grant");
  const sent = useRef<{ plan: Plan; why: Why } | null>(null);
  const finish = useEffectEvent(onDone);
  const { state, check, locked, waiting } = writes[last];

  useEffect(() => {
    if (state.kind !== "done" || !sent.current) return;
    const { plan } = sent.current;
    sent.current = null;
    finish(plan, state.page);
  }, [state]);

  const send = (plan: Plan, why: Why) => {
    sent.current = { plan, why };
    setLast(plan.operation);
    switch (plan.operation) {
      case "comp.grant":
      case "comp.end":
        return writes[plan.operation].send(why, plan.body);
      case "access.grant":
        return writes["access.grant"].send(why, plan.body);
      case "access.revoke":
        return writes["access.revoke"].send(why, plan.body);
    }
  };

  return {
    state,
    check,
    locked,
    waiting,
    send,
    /** Repeats what was sent, to the letter. */
    sendSame: () => sent.current && send(sent.current.plan, sent.current.why),
    acceptCurrent: (current: CustomerPage) => {
      for (const write of Object.values(writes)) write.acceptCurrent(current);
    },
    compOperationId: writes["comp.grant"].operationId,
  };
}
