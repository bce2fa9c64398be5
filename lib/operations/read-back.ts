import type { GrantAccessLevel, RevokeAccessLevel } from "@/lib/adapty/access-level";
import { parseInstant } from "@/lib/adapty/instant";
import type { ProfileUpdate } from "@/lib/adapty/profile-update";
import type { Transaction } from "@/lib/adapty/transaction";
import type { Readable } from "./snapshot";

export type ReadBack = "applied" | "not_applied" | "cannot_tell";

const TOLERANCE_MS = 1000;

function sameInstant(a: string | null | undefined, b: string | null | undefined): boolean {
  if (a === undefined) return false;
  if (a === null || b === null || b === undefined) return (a ?? null) === (b ?? null);
  return Math.abs(parseInstant(a) - parseInstant(b)) <= TOLERANCE_MS;
}

const verdict = (applied: boolean): ReadBack => (applied ? "applied" : "not_applied");

/** Did this update arrive? Only attributes can be read back; any other field leaves "cannot_tell". */
export function readBackUpdate(profile: Readable, body: ProfileUpdate): ReadBack {
  const { custom_attributes: changed, ...unreadable } = body;
  if (Object.values(unreadable).some((value) => value !== undefined) || !changed || !profile.custom_attributes) {
    return "cannot_tell";
  }
  const held = new Map(profile.custom_attributes.map(({ key, value }) => [key, value]));
  const arrived = changed.every(({ key, value }) => {
    if (value === null || value === "") return !held.has(key);
    return held.get(key) === (typeof value === "boolean" ? Number(value) : value);
  });
  return verdict(arrived);
}

/** Did this transaction arrive, with what Adapty answers of it? The price is never answered. */
export function readBackTransaction(profile: Readable, body: Transaction): ReadBack {
  const isThis = (held: { store?: string | null; store_transaction_id?: string | null }) =>
    held.store_transaction_id === body.store_transaction_id && held.store === body.store;
  if (body.purchase_type === "one_time_purchase") {
    if (!profile.non_subscriptions) return "cannot_tell";
    const held = profile.non_subscriptions.find(isThis);
    return verdict(
      sameInstant(held?.purchased_at, body.purchased_at) && Boolean(held?.is_refund) === Boolean(body.refunded_at),
    );
  }
  if (!profile.subscriptions) return "cannot_tell";
  const held = profile.subscriptions.find(isThis);
  return verdict(
    sameInstant(held?.purchased_at, body.purchased_at) &&
      (Boolean(body.refunded_at) || sameInstant(held?.expires_at, body.expires_at)) &&
      sameInstant(held?.billing_issue_detected_at ?? null, body.billing_issue_detected_at ?? null) &&
      (held?.cancellation_reason ?? null) === (body.cancellation_reason ?? null),
  );
}

/** Did this grant arrive, with this end? */
export function readBackGrant(profile: Readable, body: GrantAccessLevel): ReadBack {
  if (!profile.access_levels) return "cannot_tell";
  const level = profile.access_levels.find((held) => held.access_level_id === body.access_level_id);
  return verdict(level !== undefined && sameInstant(level.expires_at, body.expires_at ?? null));
}

/** Has the level ended, or will it at `revoke_at`? Without `revoke_at`: has it ended by `now` (ms). */
export function readBackRevoke(profile: Readable, body: RevokeAccessLevel, now: number): ReadBack {
  if (!profile.access_levels) return "cannot_tell";
  const level = profile.access_levels.find((held) => held.access_level_id === body.access_level_id);
  if (!level) return "applied";
  const end = body.revoke_at ? parseInstant(body.revoke_at) : now;
  return verdict(parseInstant(level.expires_at) <= end + TOLERANCE_MS);
}
