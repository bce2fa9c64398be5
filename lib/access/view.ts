import type { AccessLevel, CustomAttribute, NonSubscription, Profile, Subscription } from "@/lib/adapty/profile";
import { isSamePurchase } from "./backing";
import { foldChains, newestFirst } from "./chains";
import { standingsOf } from "./standing";
import { buildTimeline, type Timeline } from "./timeline";

const CHAINS_SHOWN = 20;
const PERIODS_SHOWN = 12;
const PURCHASES_SHOWN = 10;
export const LEVELS_SHOWN = 50;
const ATTRIBUTES_SHOWN = 100;

/** All transactions under one original transaction id, newest first; `periods` holds at most PERIODS_SHOWN of `periodCount`. */
export type Chain = { id: string; latest: Subscription; periods: Subscription[]; periodCount: number };

/**
 * What the console shows of a profile: bounded however large the profile is, so that a page and a cache stay small.
 * A section that Adapty did not provide is undefined; the counts are those of the whole profile.
 */
export type CustomerView = {
  app: string;
  profileId: string;
  customerUserId: string | null;
  revenueUsd: number | undefined;
  appId: string | undefined;
  timestamp: number;
  readAt: number;
  attributes: CustomAttribute[] | undefined;
  attributeCount: number;
  accessLevels: AccessLevel[] | undefined;
  accessLevelCount: number;
  chains: Chain[] | undefined;
  chainCount: number;
  purchases: NonSubscription[] | undefined;
  purchaseCount: number;
  timeline: Timeline;
};

/** The first `limit`, but never without those that are needed to explain an access level. */
function keep<Item>(items: Item[], limit: number, isNeeded: (item: Item) => boolean): Item[] {
  if (items.length <= limit) return items;
  const needed = new Set(items.filter(isNeeded).slice(0, limit));
  let room = limit - needed.size;
  return items.filter((item) => needed.has(item) || room-- > 0);
}

/** Beyond the limit the levels that give access come first, so that none of them is ever cut. */
function cutLevels(levels: AccessLevel[] | undefined, now: number): AccessLevel[] | undefined {
  if (!levels || levels.length <= LEVELS_SHOWN) return levels;
  return standingsOf(levels, now)
    .slice(0, LEVELS_SHOWN)
    .map(({ level }) => level);
}

/**
 * Cuts a profile down to what the console shows. `app` is our app id, `readAt` the moment of Adapty's answer in
 * milliseconds, which also stands in for a missing `timestamp`.
 */
export function toCustomerView(profile: Profile, app: string, readAt: number): CustomerView {
  const accessLevels = cutLevels(profile.access_levels, readAt);
  const isNeeded = (bought: Subscription | NonSubscription) =>
    accessLevels?.some((level) => isSamePurchase(level, bought)) ?? false;
  const chains = profile.subscriptions && foldChains(profile.subscriptions);
  const purchases =
    profile.non_subscriptions && newestFirst(profile.non_subscriptions, (purchase) => purchase.purchased_at);
  return {
    app,
    profileId: profile.profile_id,
    customerUserId: profile.customer_user_id ?? null,
    revenueUsd: profile.total_revenue_usd ?? undefined,
    appId: profile.app_id ?? undefined,
    timestamp: profile.timestamp ?? readAt,
    readAt,
    attributes: profile.custom_attributes?.slice(0, ATTRIBUTES_SHOWN),
    attributeCount: profile.custom_attributes?.length ?? 0,
    accessLevels,
    accessLevelCount: profile.access_levels?.length ?? 0,
    chains:
      chains &&
      keep(chains, CHAINS_SHOWN, (chain) => isNeeded(chain.latest)).map((chain) => ({
        ...chain,
        periods: chain.periods.slice(0, PERIODS_SHOWN),
      })),
    chainCount: chains?.length ?? 0,
    purchases: purchases && keep(purchases, PURCHASES_SHOWN, isNeeded),
    purchaseCount: purchases?.length ?? 0,
    timeline: buildTimeline(profile, readAt, chains),
  };
}
