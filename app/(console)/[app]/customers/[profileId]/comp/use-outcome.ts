"use client";

import { useClock } from "@/components/clock";
import { useToast } from "@/components/toast";
import type { CustomerPage } from "@/lib/customers/customer-page";
import { useDone } from "../use-done";
import { confirmPlan } from "./confirm";
import type { Plan } from "./planned";

/** After Adapty accepted a plan: says what its answer shows, and offers a reply only when that is what was meant. */
export function useOutcome() {
  const { timeZone } = useClock();
  const done = useDone();
  const toast = useToast();
  return (title: string, plan: Plan, answer: CustomerPage, reply: string) => {
    const { asMeant, text } = confirmPlan(plan, answer.view, timeZone);
    if (asMeant) done({ title, confirmed: text, reply });
    else toast({ outcome: "unknown", title: "Accepted, but not seen yet", text });
  };
}
