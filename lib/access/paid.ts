import { isSamePurchase } from "./backing";
import { type Answer, isComp, isRefunded, isSandbox, willRenew } from "./facts";
import { standingOfSubscription } from "./standing";
import type { Chain, CustomerView } from "./view";

export type PaidPeriod = { chain: Chain; until: number | null | undefined; renews: Answer };

/**
 * A store subscription that is running now and may give this level: comps, Sandbox, refunded periods and subscriptions
 * that are known to give another level do not count. Adapty does not say which product gives which level, so with one
 * level on the profile every running subscription counts.
 */
export function paidPeriodRunning(
  view: Pick<CustomerView, "accessLevels" | "chains">,
  levelId: string,
  now: number,
): PaidPeriod | undefined {
  const backs = (chain: Chain, own: boolean) =>
    view.accessLevels?.some(
      (level) => (level.access_level_id === levelId) === own && isSamePurchase(level, chain.latest),
    );
  for (const chain of view.chains ?? []) {
    const { latest } = chain;
    if (isComp(latest) || isRefunded(latest) || isSandbox(latest) === true) continue;
    if (backs(chain, false) && !backs(chain, true)) continue;
    const standing = standingOfSubscription(latest, now);
    if (standing.is === "active") return { chain, until: standing.until, renews: willRenew(latest, now) };
  }
}
