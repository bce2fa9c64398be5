import { levelStanding } from "@/lib/access/comp";
import { compTransactionId, isCompId } from "@/lib/access/comp-transaction";
import { COMP_PREFIX } from "@/lib/access/facts";
import { takenByRevoke } from "@/lib/access/taken-by-revoke";
import type { CustomerView } from "@/lib/access/view";
import type { GrantAccessLevel, RevokeAccessLevel } from "@/lib/adapty/access-level";
import { findEntry, isSameStore } from "@/lib/adapty/find-entry";
import { parseInstant } from "@/lib/adapty/instant";
import type { Profile, Subscription } from "@/lib/adapty/profile";
import type { SubscriptionTransaction, Transaction } from "@/lib/adapty/transaction";
import type { Settings } from "@/lib/settings/settings";
import { FORM_SLACK_MS } from "./check-times";
import { levelOf } from "./gift";
import type { Readable } from "./snapshot";
import { whyNotSpared } from "./undo/spare";

/** By which settings, of which customer as Adapty has them now and as the page shows them; `now` in milliseconds. */
export type Guard = {
  settings: Settings;
  app: string;
  operationId: string;
  before: Readable;
  /** What may be an e-mail address of this customer: their own id, and all that were ever set from here. */
  knownAs: readonly unknown[];
  view: Pick<CustomerView, "accessLevels" | "chains">;
  now: number;
  /** Whether the agent said to know what a revoke of paid access does and does not do. */
  acknowledged: boolean;
  /** Whether it takes back what was done from here: then it was held against that already (undo/check-undo). */
  undoes?: true;
  /** When the form was decided, where a second person let it pass later than that; in milliseconds. */
  askedAt?: number;
};

type Found = Omit<Guard, "knownAs" | "acknowledged" | "undoes"> & { before: Profile; emailsSet: readonly unknown[] };

/** By which a form is judged: `emailsSet` from here, ever (listEmailsSet). */
export const toGuard = (form: { target: { undoes?: string | undefined } }, { emailsSet, ...found }: Found): Guard => ({
  ...found,
  ...(form.target.undoes !== undefined && { undoes: true }),
  acknowledged: "acknowledged" in form && form.acknowledged === true,
  knownAs: [found.before.customer_user_id, ...emailsSet],
});

const SAME_MS = 1000;

const same = (a: unknown, b: unknown) => Math.abs(parseInstant(a) - parseInstant(b)) <= SAME_MS;
const decidedAt = ({ now, askedAt = now }: Guard) => askedAt;
const near = (instant: unknown, now: number) => Math.abs(parseInstant(instant) - now) <= FORM_SLACK_MS;

function checkShape(body: Transaction, { settings, app }: Guard): string | null {
  if (body.purchase_type !== "subscription") return "A comp is a subscription, this is a one-time purchase.";
  if (body.price.value !== 0) return "A comp costs nothing: its price must be 0.";
  if (body.renew_status || body.renew_status_changed_at) return "A comp never renews by itself.";
  if (body.environment === "Sandbox") return "A comp is for a real customer: its environment is Production.";
  if (body.offer || body.refunded_at || body.is_family_shared) return "A comp carries no offer, refund or sharing.";
  if (body.variation_id) return "A comp belongs to no experiment: leave the variation out.";
  if (body.billing_issue_detected_at || body.grace_period_expires_at) return "A comp carries no billing issue.";
  if (!isCompId(body.store_transaction_id)) return "A comp's transaction id begins with comp_.";
  const known = settings.grantables.some(
    (line) => line.app === app && line.compProductId === body.store_product_id && body.store === settings.comp.store,
  );
  return known ? null : "This product is not among the comp products in Settings.";
}

const isComp = (held: Subscription) => held.store_transaction_id?.startsWith(COMP_PREFIX) ?? false;
const originalOf = (held: Subscription) => held.store_original_transaction_id || held.store_transaction_id;
const sameProduct = (held: Subscription, body: Transaction) =>
  isSameStore(held, body) && held.store_product_id === body.store_product_id;

/** A comp of its own begins now; a further one may continue this customer's comps, but never what somebody paid for. */
function checkChain(body: SubscriptionTransaction, guard: Guard): string | null {
  const { before } = guard;
  const now = decidedAt(guard);
  const original = body.store_original_transaction_id;
  if (original === body.store_transaction_id) {
    return near(body.originally_purchased_at, now) ? null : "A comp starts now: it was not bought before.";
  }
  const chain = (before.subscriptions ?? []).filter((held) => originalOf(held) === original);
  const continues = chain.length > 0 && chain.every((held) => isComp(held) && sameProduct(held, body));
  if (!continues) return "This customer has no comp that this one could continue.";
  const starts = chain.flatMap((held) => [held.originally_purchased_at, held.purchased_at]);
  return near(body.originally_purchased_at, now) || starts.some((start) => same(start, body.originally_purchased_at))
    ? null
    : "This is not when the comp began that this one continues.";
}

/** A comp subscription is a transaction, but an agent who may grant comps may not book revenue: this is the difference. */
export function checkComp(body: Transaction, guard: Guard): string | null {
  const wrong = checkShape(body, guard);
  if (wrong || body.purchase_type !== "subscription") return wrong;
  if (body.cancellation_reason) return "A comp that starts is not cancelled.";
  const held = [...(guard.before.subscriptions ?? []), ...(guard.before.non_subscriptions ?? [])];
  if (held.some((entry) => entry.store_transaction_id === body.store_transaction_id)) {
    return "This transaction id is already in use.";
  }
  // Adapty takes an id that it knows for a change of that transaction, whosever it is.
  if (body.store_transaction_id !== compTransactionId(guard.operationId)) {
    return "A comp's transaction id is made with its form: close it and open it again.";
  }
  if (!near(body.purchased_at, decidedAt(guard))) {
    return "A comp starts now. The form may have been open too long: close it and open it again.";
  }
  return checkChain(body, guard);
}

/** Whether the level gives access now and until then anyway. */
function runsUntil(end: number, levelId: string, { view, now }: Guard): boolean {
  if (end <= now + FORM_SLACK_MS) return true;
  const standing = levelStanding(view, levelId, now);
  return (
    standing?.is === "active" &&
    (standing.until === null || (standing.until !== undefined && end <= standing.until + SAME_MS))
  );
}

/** Ending a comp corrects a comp that is there: its end, now or later but never later than it was, and nothing else. */
export function checkCompEnd(body: Transaction, guard: Guard): string | null {
  const wrong = checkShape(body, guard);
  if (wrong || body.purchase_type !== "subscription") return wrong;
  const held = findEntry(
    (guard.before.subscriptions ?? []).filter((entry) => sameProduct(entry, body)),
    body,
  );
  if (!held || held.environment === "Sandbox") return "This customer has no comp with this transaction id.";
  const firstHeld = held.originally_purchased_at ?? held.purchased_at;
  const asHeld =
    body.store_original_transaction_id === originalOf(held) &&
    same(body.purchased_at, held.purchased_at) &&
    (same(body.originally_purchased_at, firstHeld) || same(body.originally_purchased_at, held.purchased_at));
  if (!asHeld) return "Ending a comp changes its end and nothing else.";
  const end = parseInstant(body.expires_at);
  if (!(end <= parseInstant(held.expires_at))) return "This would make the comp longer. To extend it, grant again.";
  if (!runsUntil(end, levelOf(body, guard), guard)) {
    return "This would give back what the customer does not have now. To give it again, grant again.";
  }
  if (end < guard.now - FORM_SLACK_MS) {
    return "A comp ends now or later. The form may have been open too long: close it and open it again.";
  }
  return null;
}

/** Access without a transaction: only to a level that the team gives away or that the customer has. */
export function checkGrant(body: GrantAccessLevel, { settings, app, before }: Guard): string | null {
  const offered = settings.grantables.some((line) => line.app === app && line.accessLevelId === body.access_level_id);
  const held = before.access_levels?.some((level) => level.access_level_id === body.access_level_id);
  if (!offered && !held) return "This access level is not among those to give in Settings.";
  const backwards =
    body.starts_at && body.expires_at && !(parseInstant(body.starts_at) < parseInstant(body.expires_at));
  return backwards ? "The end of a grant must lie after its start." : null;
}

const paidAndRevoked = {
  bought:
    "This access was bought, or may have been: ending it here refunds nothing and does not stop the store from charging.",
  beside: "A paid period runs beside this comp: a revoke ends that too, and the store goes on charging.",
};

/** Ending what was paid for is for those who say that they know what it does not do; an undo never does. */
export function checkRevoke(body: RevokeAccessLevel, guard: Guard): string | null {
  const { view, now, acknowledged, undoes } = guard;
  if (undoes) return whyNotSpared(body, guard);
  const taken = acknowledged ? undefined : takenByRevoke(view, body.access_level_id, now);
  return taken ? `${paidAndRevoked[taken]} Tick that you know this.` : null;
}

/** What only takes back: what it sends was held against what was done. */
export const checkTakingBack = (_body: Transaction, { undoes }: Guard): string | null =>
  undoes ? null : "A comp is taken back, or given back, by undoing what was done to it.";
