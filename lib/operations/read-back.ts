import type { GrantAccessLevel, RevokeAccessLevel } from "@/lib/adapty/access-level";
import { entriesOf, findEntry } from "@/lib/adapty/find-entry";
import { parseInstant, sameInstant, TOLERANCE_MS } from "@/lib/adapty/instant";
import type { NonSubscription, Subscription } from "@/lib/adapty/profile";
import type { ProfileUpdate } from "@/lib/adapty/profile-update";
import type { Transaction } from "@/lib/adapty/transaction";
import { type LevelFacts, levelFacts, sameFacts, sameLevels } from "./level-facts";
import type { Readable } from "./snapshot";

export type ReadBack = "applied" | "not_applied" | "cannot_tell";

/** The profile before the write, null when it was not kept, and the moment of judging (ms). */
export type Looking = { before: Readable | null; now: number };

/**
 * Only a change proves anything: as asked and changed is applied, as before and not as asked is not applied. What already
 * was as asked, or is now something third, cannot be told, nor what is as asked where nobody knows what was before.
 */
function judge<Facts>(
  held: Facts,
  before: Facts | undefined,
  { isSame, isAsAsked }: { isSame: (a: Facts, b: Facts) => boolean; isAsAsked: (facts: Facts) => boolean },
): ReadBack {
  const same = before === undefined ? undefined : isSame(held, before);
  if (isAsAsked(held)) return same === false ? "applied" : "cannot_tell";
  return same === false ? "cannot_tell" : "not_applied";
}

/** Did this update arrive? It is one whole, so its attributes speak for the fields that Adapty never answers. */
export function readBackUpdate(profile: Readable, body: ProfileUpdate, { before }: Looking): ReadBack {
  const changed = new Map((body.custom_attributes ?? []).map(({ key, value }) => [key, value]));
  if (changed.size === 0 || !profile.custom_attributes) return "cannot_tell";
  const factsOf = ({ custom_attributes: held = [] }: Readable) =>
    [...changed.keys()].map((key) => [key, held.find((attribute) => attribute.key === key)?.value ?? null] as const);
  return judge(factsOf(profile), before?.custom_attributes && factsOf(before), {
    isSame: (a, b) => JSON.stringify(a) === JSON.stringify(b),
    isAsAsked: (facts) =>
      facts.every(([key, held]) => {
        const value = changed.get(key);
        return held === (value === "" ? null : typeof value === "boolean" ? Number(value) : value);
      }),
  });
}

const factsOfSubscription = (held: Subscription | undefined) =>
  held && {
    purchased_at: held.purchased_at,
    expires_at: held.expires_at,
    renewal_cancelled_at: held.renewal_cancelled_at,
    billing_issue_detected_at: held.billing_issue_detected_at,
    cancellation_reason: held.cancellation_reason,
  };
const factsOfPurchase = (held: NonSubscription | undefined) =>
  held && { purchased_at: held.purchased_at, is_refund: held.is_refund };

function judgeTransaction(profile: Readable, body: Transaction, before: Readable | null): ReadBack {
  const find = <Held extends Subscription | NonSubscription>(entries: Held[] | undefined) =>
    findEntry(entries ?? [], body);
  if (body.purchase_type === "one_time_purchase") {
    if (!profile.non_subscriptions) return "cannot_tell";
    const factsOf = (entries: NonSubscription[] | undefined) => factsOfPurchase(find(entries)) ?? null;
    return judge(factsOf(profile.non_subscriptions), before?.non_subscriptions && factsOf(before.non_subscriptions), {
      isSame: sameFacts,
      isAsAsked: (held) =>
        held !== null &&
        sameInstant(held.purchased_at, body.purchased_at) &&
        Boolean(held.is_refund) === Boolean(body.refunded_at),
    });
  }
  if (!profile.subscriptions) return "cannot_tell";
  const factsOf = (entries: Subscription[] | undefined) => factsOfSubscription(find(entries)) ?? null;
  // Undefined where nobody knows, null where there was none.
  const was = before?.subscriptions && factsOf(before.subscriptions);
  const isAsAsked = (held: ReturnType<typeof factsOf>) => {
    if (held === null || !sameInstant(held.purchased_at, body.purchased_at)) return false;
    if (was === null) return true;
    if (body.refunded_at) return held.cancellation_reason === "refund";
    // Whether it renews the customer changes at the store, too.
    const renews = held.renewal_cancelled_at === null || held.renewal_cancelled_at === undefined;
    const wasSet = held.renewal_cancelled_at !== was?.renewal_cancelled_at;
    return (
      (!wasSet || renews === body.renew_status) &&
      sameInstant(held.expires_at, body.expires_at) &&
      sameInstant(held.billing_issue_detected_at ?? null, body.billing_issue_detected_at ?? null) &&
      (held.cancellation_reason ?? null) === (body.cancellation_reason ?? null)
    );
  };
  return judge(factsOf(profile.subscriptions), was, { isSame: sameFacts, isAsAsked });
}

/**
 * Did this transaction arrive, with what Adapty answers of it? The price is never answered. A new id is proof by itself. Where
 * several entries may be it, one that is as before proves nothing.
 */
export function readBackTransaction(profile: Readable, body: Transaction, { before }: Looking): ReadBack {
  const found = judgeTransaction(profile, body, before);
  const entries = body.purchase_type === "subscription" ? profile.subscriptions : profile.non_subscriptions;
  return found === "not_applied" && entriesOf(entries ?? [], body).length > 1 ? "cannot_tell" : found;
}

const factsOfLevel = ({ access_levels: levels = [] }: Readable, id: string) => levelFacts(levels, id);

const endOf = (held: Pick<LevelFacts, "expires_at">) =>
  held.expires_at === null ? Infinity : parseInstant(held.expires_at);

/** Did this grant arrive, with this end? Adapty shows one entry per level: a longer or running one hides what was granted. */
export function readBackGrant(profile: Readable, body: GrantAccessLevel, { before, now }: Looking): ReadBack {
  if (!profile.access_levels) return "cannot_tell";
  const held = factsOfLevel(profile, body.access_level_id);
  const found = judge(held, before?.access_levels && factsOfLevel(before, body.access_level_id), {
    isSame: sameLevels,
    isAsAsked: (facts) => facts.some((level) => sameInstant(level.expires_at, body.expires_at ?? null)),
  });
  const granted = body.expires_at ? parseInstant(body.expires_at) : Infinity;
  const startsLater = parseInstant(body.starts_at) > now;
  const shown = profile.access_levels.filter((level) => level.access_level_id === body.access_level_id);
  // An end that cannot be read lies nowhere, and a grace period ends later than the entry says.
  const hidden = shown.some(
    (level) =>
      level.is_in_grace_period === true || !(endOf(level) < granted) || (startsLater && !(endOf(level) <= now)),
  );
  return found === "not_applied" && hidden ? "cannot_tell" : found;
}

/**
 * Has the level ended, or will it at `revoke_at`? Without `revoke_at`: has it ended by now. One that ends earlier than asked for
 * was ended by another, and hides what this one did.
 */
export function readBackRevoke(profile: Readable, body: RevokeAccessLevel, { before, now }: Looking): ReadBack {
  if (!profile.access_levels) return "cannot_tell";
  const end = body.revoke_at ? parseInstant(body.revoke_at) : now;
  const factsOf = (readable: Readable) => factsOfLevel(readable, body.access_level_id);
  const held = factsOf(profile);
  const isOver = held.every((level) => endOf(level) <= end + TOLERANCE_MS);
  const found = judge(held, before?.access_levels && factsOf(before), {
    isSame: sameLevels,
    isAsAsked: (facts) =>
      body.revoke_at ? facts.some((level) => sameInstant(level.expires_at, body.revoke_at)) : isOver,
  });
  return found === "not_applied" && isOver ? "cannot_tell" : found;
}

/** Is the profile gone? While it is there, this deletion has not taken place. */
export const readBackDelete = (profile: Readable | null): ReadBack => (profile ? "not_applied" : "applied");
