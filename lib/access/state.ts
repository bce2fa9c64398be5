import type { AccessLevel, NonSubscription, Subscription } from "@/lib/adapty/profile";
import { backingOf } from "./backing";
import { type Entry, isComp, isInGrace, isRefunded, isTrial } from "./facts";
import { type Standing, standingOfLevel, standingOfSubscription, standingsOf } from "./standing";
import type { CustomerView } from "./view";

/** What a state means for the reader; each tone has one shape, so that colour never speaks alone. */
export type Tone = "active" | "ending" | "info" | "warning" | "over" | "wrong" | "unknown";
export type Shape = "dot" | "clock" | "diamond" | "triangle" | "ring" | "cross" | "dashed";

/** The first eight are Adapty's own words, so that both screens agree; the others are ours. */
export type StateWord =
  | "Subscribed"
  | "Auto-renew off"
  | "Subscription cancelled"
  | "Billing issue"
  | "Grace period"
  | "Active trial"
  | "Trial cancelled"
  | "Never subscribed"
  | "Comp"
  | "Comp (starts later)"
  | "Comp ended"
  | "Starts later"
  | "Lifetime"
  | "Purchased"
  | "Expired"
  | "Refunded"
  | "Cannot tell";

export type State = { word: StateWord; tone: Tone; shape: Shape };

const SHAPES: Record<Tone, Shape> = {
  active: "dot",
  ending: "clock",
  info: "diamond",
  warning: "triangle",
  over: "ring",
  wrong: "cross",
  unknown: "dashed",
};

const state = (word: StateWord, tone: Tone): State => ({ word, tone, shape: SHAPES[tone] });

const CANNOT_TELL = state("Cannot tell", "unknown");
const REFUNDED = state("Refunded", "wrong");

function stateOf(entry: Entry, standing: Standing): State {
  if (standing.is === "cannot_tell") return CANNOT_TELL;
  const comp = isComp(entry);
  if (standing.is === "later") return state(comp ? "Comp (starts later)" : "Starts later", "info");
  const active = standing.is === "active";
  if (comp) return active ? state("Comp", standing.until === null ? "active" : "ending") : state("Comp ended", "over");
  if (active && standing.until === null) return state("Lifetime", "active");
  if (active && isInGrace(entry)) return state("Grace period", "warning");
  if (entry.billing_issue_detected_at || (!active && entry.cancellation_reason === "billing_error"))
    return state("Billing issue", "warning");
  const cancelled = !!entry.renewal_cancelled_at;
  if (isTrial(entry) && cancelled) return state("Trial cancelled", active ? "ending" : "over");
  if (active && isTrial(entry)) return state("Active trial", "info");
  if (active) return cancelled ? state("Auto-renew off", "ending") : state("Subscribed", "active");
  return state(cancelled ? "Subscription cancelled" : "Expired", "over");
}

/** State of one subscription period. A refund counts whatever the dates say. */
export const stateOfSubscription = (subscription: Subscription, now: number): State =>
  isRefunded(subscription) ? REFUNDED : stateOf(subscription, standingOfSubscription(subscription, now));

/** State of an access level: the dates decide; once over, a refund of the purchase behind it is named. */
export function stateOfAccessLevel(
  level: AccessLevel,
  view: Pick<CustomerView, "chains" | "purchases">,
  now: number,
): State {
  const standing = standingOfLevel(level, now);
  return standing.is === "ended" && wasRefunded(level, view) ? REFUNDED : stateOf(level, standing);
}

/** Whether the level or the purchase behind it was refunded. */
export function wasRefunded(level: AccessLevel, view: Pick<CustomerView, "chains" | "purchases">): boolean {
  if (isRefunded(level)) return true;
  const backing = backingOf(level, view);
  if (backing.by === "chain") return isRefunded(backing.chain.latest);
  return backing.by === "purchase" && backing.purchase.is_refund === true;
}

/** State of a one-time purchase. */
export function stateOfPurchase(purchase: NonSubscription): State {
  if (purchase.is_refund) return REFUNDED;
  if (isComp(purchase)) return state("Comp", "active");
  return purchase.is_refund === false ? state("Purchased", "active") : CANNOT_TELL;
}

const BEST: Tone[] = ["active", "info", "ending", "warning", "over", "wrong", "unknown"];

/** One state for the whole customer: the best active access, else what is unclear, to come or ended last. */
export function stateOfCustomer(view: CustomerView, now: number): State {
  if (!view.accessLevels) return CANNOT_TELL;
  const [first, ...others] = standingsOf(view.accessLevels, now);
  if (!first) {
    if (!view.chains) return CANNOT_TELL;
    const chain = view.chains[0];
    return chain ? stateOfSubscription(chain.latest, now) : state("Never subscribed", "over");
  }
  const peers = [first, ...others].filter(({ standing }) => standing.is === first.standing.is);
  const states = peers.map(({ level }) => stateOfAccessLevel(level, view, now));
  if (first.standing.is !== "active") return states[0] ?? CANNOT_TELL;
  return states.reduce((best, next) => (BEST.indexOf(next.tone) < BEST.indexOf(best.tone) ? next : best));
}
