import { heldLevel } from "@/lib/access/comp";
import { isComp, originOf, willRenew } from "@/lib/access/facts";
import type { CustomerView } from "@/lib/access/view";
import type { Plan } from "./planned";
import { type Warning, warnOfPaidAtEnd } from "./warnings";

/** What an agent should know before ending a level. */
export function warningsOfEnd(plan: Pick<Plan, "levelId" | "operation">, view: CustomerView, now: number): Warning[] {
  const held = heldLevel(view, plan.levelId, now);
  if (held && !isComp(held.level)) {
    return [
      {
        about: "store",
        title: originOf(held.level) === "purchase" ? "This access was bought" : "This access may have been bought",
        parts: [
          willRenew(held.level, now) === false
            ? "Ending it here refunds nothing. It does not renew, so the store charges no more."
            : "Ending it here refunds nothing and does not stop the store from charging; a renewal may bring it back.",
        ],
      },
    ];
  }
  const paid = warnOfPaidAtEnd(view, plan.levelId, now, plan.operation);
  return paid ? [paid] : [];
}
