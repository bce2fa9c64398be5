import type { AccessLevel, NonSubscription, Subscription } from "@/lib/adapty/profile";
import { type Standing, standingOfLevel, standingOfSubscription } from "./standing";

export type Answer = boolean | "cannot_tell";
export type Entry = AccessLevel | Subscription;
export type Origin = "purchase" | "comp_subscription" | "access_only" | "dashboard" | "promotion" | "unknown";

export const COMP_PREFIX = "comp_";

const MARKERS = new Map<unknown, Origin>([
  ["adapty_server_side_product", "access_only"],
  ["adapty_dashboard_product", "dashboard"],
  ["adapty_promotion", "promotion"],
]);

/**
 * What gave this entry. Access without a transaction carries one of Adapty's product markers: the server API, the
 * dashboard, or the old promotions. Our comps are known anywhere by their transaction id, since no price is answered.
 */
export function originOf(entry: Entry | NonSubscription): Origin {
  const marker = MARKERS.get(entry.store_product_id);
  if (marker) return marker;
  const id = entry.store_transaction_id || entry.store_original_transaction_id;
  if (id?.startsWith(COMP_PREFIX)) return "comp_subscription";
  return entry.store === "adapty" || (!entry.store && !id) ? "unknown" : "purchase";
}

/** True for everything that support or Adapty gave for free rather than a store sold. */
export function isComp(entry: Entry | NonSubscription): boolean {
  const origin = originOf(entry);
  return origin === "unknown" ? entry.store === "adapty" : origin !== "purchase";
}

const standingOf = (entry: Entry, now: number): Standing =>
  "access_level_id" in entry ? standingOfLevel(entry, now) : standingOfSubscription(entry as Subscription, now);

/** `is_active` of the older API objects; a date that is missing or unreadable never passes for lifetime. */
export function isActive(entry: Entry, now: number): Answer {
  const { is } = standingOf(entry, now);
  return is === "cannot_tell" ? is : is === "active";
}

/** `will_renew`: active, with an end, sold by a store and not cancelled. Comps and grants never renew. */
export function willRenew(entry: Entry, now: number): Answer {
  const standing = standingOf(entry, now);
  if (standing.is === "cannot_tell") return "cannot_tell";
  if (standing.is !== "active" || standing.until === null || isComp(entry) || isRefunded(entry)) return false;
  return entry.renewal_cancelled_at === undefined ? "cannot_tell" : entry.renewal_cancelled_at === null;
}

export const isInGrace = (entry: Entry): boolean => entry.is_in_grace_period === true;

export const isTrial = (entry: Entry): boolean => entry.offer?.type === "free_trial";

export const isRefunded = (entry: Entry): boolean => entry.cancellation_reason === "refund";

/** Whether a purchase was made in Adapty's Sandbox. Levels carry no environment: see `isSandboxLevel`. */
export const isSandbox = (entry: { environment?: unknown }): Answer =>
  entry.environment === "Sandbox" || (entry.environment === "Production" ? false : "cannot_tell");
