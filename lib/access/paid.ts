import { isSamePurchase } from "./backing";
import { type Answer, isComp, isRefunded, isSandbox, willRenew } from "./facts";
import { standingOfSubscription, standingsOf } from "./standing";
import type { Chain, CustomerView } from "./view";

export type PaidPeriod = { chain: Chain; until: number | null | undefined; renews: Answer };

/** Every store subscription that is running now, newest first: comps, Sandbox and refunded periods do not count. */
export function paidRunning({ chains = [] }: Pick<CustomerView, "chains">, now: number): PaidPeriod[] {
  return chains.flatMap((chain) => {
    const { latest } = chain;
    if (isComp(latest) || isRefunded(latest) || isSandbox(latest) === true) return [];
    const standing = standingOfSubscription(latest, now);
    return standing.is === "active" ? [{ chain, until: standing.until, renews: willRenew(latest, now) }] : [];
  });
}

/**
 * The newest of them that may give this level: subscriptions that are known to give another level do not count. Adapty does
 * not say which product gives which level, so with one level on the profile every running subscription counts.
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
  return paidRunning(view, now).find(({ chain }) => backs(chain, true) || !backs(chain, false));
}

/** Whether this customer has access now that was bought, or may have been. `now` in milliseconds. */
export function isPaying(view: Pick<CustomerView, "accessLevels" | "chains">, now: number): boolean {
  const bought = standingsOf(view.accessLevels ?? [], now).some(
    ({ level, standing }) => standing.is === "active" && !isComp(level),
  );
  return bought || paidRunning(view, now).length > 0;
}
