import { findEntry } from "@/lib/adapty/find-entry";
import type { AccessLevel, CustomAttribute, NonSubscription, Profile, Subscription } from "@/lib/adapty/profile";

/** What the journal keeps of a profile before and after a write: enough to judge and to undo it, however large the profile. */
export type Snapshot = {
  timestamp: number | null;
  revenueUsd: number | null;
  accessLevels: AccessLevel[] | null;
  attributes: CustomAttribute[] | null;
  /** The one that the body names; null is that they had none, absent that Adapty did not say. */
  subscription?: Subscription | null;
  nonSubscription?: NonSubscription | null;
};

const byTransaction = <Entry extends Subscription | NonSubscription>(
  entries: Entry[] | undefined,
  body: unknown,
): Entry | null | undefined => {
  return entries && (findEntry(entries, body as { store?: string; store_transaction_id?: string }) ?? null);
};

/** The snapshot of a profile around the write of `body`; of the purchases it holds only the one that the body names. */
export function takeSnapshot(profile: Profile, body: unknown): Snapshot {
  return {
    timestamp: profile.timestamp ?? null,
    revenueUsd: profile.total_revenue_usd ?? null,
    accessLevels: profile.access_levels ?? null,
    attributes: profile.custom_attributes ?? null,
    subscription: byTransaction(profile.subscriptions, body),
    nonSubscription: byTransaction(profile.non_subscriptions, body),
  };
}

/** Absent is that Adapty did not say. */
const listOf = <Entry>(entry: Entry | null | undefined): Entry[] | undefined =>
  entry === undefined ? undefined : entry === null ? [] : [entry];

/** The part of a profile that reading back looks at, rebuilt from a snapshot. */
export function readableFrom(snapshot: Snapshot): Readable {
  return {
    access_levels: snapshot.accessLevels ?? undefined,
    custom_attributes: snapshot.attributes ?? undefined,
    subscriptions: listOf(snapshot.subscription),
    non_subscriptions: listOf(snapshot.nonSubscription),
  };
}

export type Readable = Pick<Profile, "access_levels" | "custom_attributes" | "subscriptions" | "non_subscriptions">;

/** The levels that a snapshot holds, as a view of the customer has them. */
export const levelsIn = ({ accessLevels }: Snapshot) => ({ accessLevels: accessLevels ?? [] });
