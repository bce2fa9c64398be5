import type { AccessLevel, CustomAttribute, NonSubscription, Profile, Subscription } from "@/lib/adapty/profile";
import type { Timeline } from "./timeline";

export const CHAINS_SHOWN = 50;
export const PERIODS_SHOWN = 12;
export const PURCHASES_SHOWN = 50;

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
  segmentHash: string | undefined;
  appId: string | undefined;
  timestamp: number;
  readAt: number;
  attributes: CustomAttribute[] | undefined;
  accessLevels: AccessLevel[] | undefined;
  chains: Chain[] | undefined;
  chainCount: number;
  purchases: NonSubscription[] | undefined;
  purchaseCount: number;
  timeline: Timeline;
};

export type { Profile };
