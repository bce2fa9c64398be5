import { backingOf } from "@/lib/access/backing";
import { heldLevel } from "@/lib/access/comp";
import { isCompId } from "@/lib/access/comp-transaction";
import { isComp, originOf } from "@/lib/access/facts";
import { paidPeriodRunning } from "@/lib/access/paid";
import type { LevelStanding, Standing } from "@/lib/access/standing";
import { levelTitle } from "@/lib/access/words";
import { formatInstant, parseInstant } from "@/lib/adapty/instant";
import type { Subscription } from "@/lib/adapty/profile";
import type { SubscriptionTransaction } from "@/lib/adapty/transaction";
import { type Deciding, finishPlan, type Planned, refuse } from "./planned";

const SECOND = 1000;

/** The period of one of our comp subscriptions behind the level, when it can be corrected in place. */
function ownComp({ level }: LevelStanding, { view, settings }: Deciding): Subscription | undefined {
  const backing = backingOf(level, view);
  if (originOf(level) !== "comp_subscription" || backing.by !== "chain") return;
  const period = backing.chain.periods.find((held) => held.store_transaction_id === level.store_transaction_id);
  const known = settings.grantables.some(
    (line) => line.app === view.app && line.compProductId === period?.store_product_id,
  );
  if (!period || !known || period.store !== settings.comp.store || period.environment === "Sandbox") return;
  const dated = ![period.purchased_at, period.expires_at].some((date) => Number.isNaN(parseInstant(date)));
  return dated && isCompId(period.store_transaction_id ?? "") ? period : undefined;
}

/** Other comps of the same product that would go on giving access after `end`. */
const outlives = (period: Subscription, end: number, { view }: Deciding) =>
  (view.chains ?? [])
    .flatMap((chain) => chain.periods)
    .some(
      (other) =>
        originOf(other) === "comp_subscription" &&
        other.store_transaction_id !== period.store_transaction_id &&
        other.store_product_id === period.store_product_id &&
        parseInstant(other.expires_at) > end,
    );

function correctComp(period: Subscription, end: number, { settings }: Deciding): SubscriptionTransaction {
  const bought = parseInstant(period.purchased_at);
  const first = parseInstant(period.originally_purchased_at);
  const { country, currency } = settings.comp;
  return {
    purchase_type: "subscription",
    store: period.store ?? "",
    store_product_id: period.store_product_id ?? "",
    store_transaction_id: period.store_transaction_id ?? "",
    store_original_transaction_id: period.store_original_transaction_id || (period.store_transaction_id ?? ""),
    price: { country, currency, value: 0 },
    purchased_at: formatInstant(bought),
    originally_purchased_at: formatInstant(Math.min(Number.isNaN(first) ? bought : first, bought)),
    expires_at: formatInstant(Math.max(end, bought + SECOND)),
    renew_status: false,
    cancellation_reason: "cancelled_by_developer",
  };
}

/**
 * Ends a level now (`at` null) or at an instant between now and its current end. A comp subscription of ours is corrected
 * in place, so that analytics follow; everything else is revoked, and so is a comp that was extended, because its earlier
 * periods would go on giving access. A comp that is a transaction is corrected and spares a paid period beside it; a grant
 * can only be ended by revoking the level, paid access included, and the form warns of that.
 */
export function planEnd({ levelId, at }: { levelId: string; at: number | null }, deciding: Deciding): Planned {
  const { view, now } = deciding;
  const title = levelTitle(levelId);
  if (at !== null && !(at > now)) {
    return refuse(Number.isNaN(at) ? "Choose the date." : "Choose a date that lies ahead, or end it now.", "end");
  }
  const held = heldLevel(view, levelId, now);
  if (!held) return refuse(`This customer has no ${title}.`);
  const { standing } = held;
  if (standing.is === "ended") return refuse(`${title} has already ended.`);
  if (at !== null && standing.is !== "cannot_tell") {
    if (standing.until && at > standing.until - SECOND)
      return refuse(`${title} ends no later than that already. To extend it, grant access.`, "end");
    if (standing.is === "later" && at <= standing.from)
      return refuse(`${title} only starts after that. End it now instead: then it never starts.`, "end");
  }
  const end = at ?? now;
  const ended: Standing = at === null ? { is: "ended", at: now } : { is: "active", until: at };
  const period = ownComp(held, deciding);
  const paid = isComp(held.level) ? paidPeriodRunning(view, levelId, now) : undefined;
  if (period && (paid || !outlives(period, end, deciding))) {
    const goesOn = paid && (typeof paid.until !== "number" || paid.until > end);
    return finishPlan(
      {
        operation: "comp.end",
        body: correctComp(period, end, deciding),
        levelId,
        after: goesOn ? { is: "active", until: paid.until } : ended,
      },
      deciding,
    );
  }
  const body = { access_level_id: levelId, revoke_at: at === null ? null : formatInstant(at) };
  return finishPlan({ operation: "access.revoke", body, levelId, after: ended }, deciding);
}
