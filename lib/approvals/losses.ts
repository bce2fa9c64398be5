import { isComp } from "@/lib/access/facts";
import { paidRunning } from "@/lib/access/paid";
import { type Part, standingWords, untilWords } from "@/lib/access/parts";
import { standingsOf } from "@/lib/access/standing";
import type { CustomerView } from "@/lib/access/view";
import { levelTitle, showSigns, storeName } from "@/lib/access/words";

/**
 * What goes with a deleted customer, for who has to answer for it. `access` holds one sentence a level that runs now, and is
 * undefined where Adapty did not say, as `subscriptions`, `purchases` and `revenueUsd` are; `charging` one for each store
 * subscription that a deletion does not stop.
 */
export type Losses = {
  access: Part[][] | undefined;
  subscriptions: { count: number; running: number } | undefined;
  purchases: number | undefined;
  revenueUsd: number | undefined;
  charging: Part[][];
};

type Seen = Pick<CustomerView, "accessLevels" | "chains" | "chainCount" | "purchases" | "purchaseCount" | "revenueUsd">;

const renewing = { true: ", and renews", cannot_tell: "; Adapty does not say whether it renews" };

/** By the customer as Adapty has them now; `now` in milliseconds. */
export function lossesOf(view: Seen, now: number): Losses {
  const paid = paidRunning(view, now);
  return {
    access:
      view.accessLevels &&
      standingsOf(view.accessLevels, now)
        .filter(({ standing }) => standing.is === "active")
        .map(({ level, standing }) => [
          ...standingWords(levelTitle(level.access_level_id), standing),
          isComp(level) ? ", given for free" : ", bought",
        ]),
    subscriptions: view.chains && { count: view.chainCount, running: paid.length },
    purchases: view.purchases && view.purchaseCount,
    revenueUsd: view.revenueUsd,
    charging: paid
      .filter(({ renews }) => renews !== false)
      .map(({ chain: { latest }, until, renews }) => [
        `${storeName(latest.store)}, ${showSigns(latest.store_product_id ?? "unknown product")}: runs`,
        ...untilWords(until),
        renewing[renews === true ? "true" : "cannot_tell"],
      ]),
  };
}
