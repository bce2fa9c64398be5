"use client";

import { useClock } from "@/components/clock";
import { useToast } from "@/components/toast";
import type { Refusals } from "@/lib/auth/permissions";
import { type Applied, useDone } from "../use-done";
import { confirmPlan } from "./confirm";
import type { Plan } from "./planned";

/** After Adapty accepted a plan: says what its answer shows, and offers a reply only when that is what was meant. */
export function useOutcome(refused: Refusals) {
  const { timeZone } = useClock();
  const done = useDone(refused);
  const toast = useToast();
  return (title: string, plan: Plan, applied: Applied, reply: string) => {
    const { asMeant, text } = confirmPlan(plan, applied.page.view, timeZone);
    if (asMeant) done({ title, confirmed: text, reply }, applied);
    else toast({ outcome: "unknown", title: "Accepted, but not seen yet", text });
  };
}
