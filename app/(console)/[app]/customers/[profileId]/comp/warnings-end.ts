import { isComp, originOf } from "@/lib/access/facts";
import type { CustomerView } from "@/lib/access/view";
import { heldLevel, type Plan } from "./planned";
import { type Warning, warnOfPaidAtEnd } from "./warnings";

/** True when a store sold this access, or nobody knows who gave it: ending it stops no billing. */
export function isBought(view: CustomerView, levelId: string, now: number): boolean {
  const held = heldLevel(view, levelId, now);
  return held !== undefined && !isComp(held.level);
}

/** What an agent should know before ending a level. */
export function warningsOfEnd(plan: Pick<Plan, "levelId" | "operation">, view: CustomerView, now: number): Warning[] {
  const held = heldLevel(view, plan.levelId, now);
  if (held && !isComp(held.level)) {
    return [
      {
        about: "store",
        title: originOf(held.level) === "purchase" ? "This access was bought" : "This access may have been bought",
        parts: [
          "Ending it here refunds nothing and does not stop the store from charging; a renewal may bring it back.",
        ],
      },
    ];
  }
  const paid = warnOfPaidAtEnd(view, plan.levelId, now, plan.operation);
  return paid ? [paid] : [];
}
