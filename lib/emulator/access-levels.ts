import "server-only";
import type { GrantAccessLevel, RevokeAccessLevel } from "@/lib/adapty/access-level";
import { formatInstant, parseInstant } from "@/lib/adapty/instant";
import { bestPeriod, type Period, periodsOf } from "./access";
import { ACCESS_LEVELS } from "./catalogue";
import { Refusal, valueError } from "./envelope";
import { namedUuid } from "./named-id";
import type { Grant, ProfileRecord } from "./record";
import type { Store } from "./store";

export const SERVER_PRODUCT = "adapty_server_side_product";

const msOf = (text: string | null | undefined) => (text ? parseInstant(text) : null);
const endOf = (ms: number | null) => ms ?? Infinity;
const spaced = (ms: number) => formatInstant(ms).replace("T", " ");

function refuseUnknownLevel(level: string): void {
  if (ACCESS_LEVELS.includes(level)) return;
  const message = `Paid access level \`${level}\` does not exist`;
  throw new Refusal(400, "paid_access_level_does_not_exist", "non_field_errors", message);
}

/**
 * Grant: one entry per level. A grant that has not ended yet is extended (the later end and the earlier start stay: to shorten
 * is revoke's work), one that has ended is replaced. Both transaction ids are one UUID per profile and level; Adapty
 * documents none.
 */
export function grantAccess(
  record: ProfileRecord,
  body: GrantAccessLevel,
  now: number,
  product = SERVER_PRODUCT,
): Grant {
  const level = body.access_level_id;
  refuseUnknownLevel(level);
  const startsAt = msOf(body.starts_at);
  const expiresAt = msOf(body.expires_at);
  const held = record.grants.get(level);
  const runs = held && endOf(held.expiresAt) > now;
  const end = runs ? Math.max(endOf(held.expiresAt), endOf(expiresAt)) : endOf(expiresAt);
  const start = runs ? Math.min(held.startsAt ?? 0, startsAt ?? 0) : (startsAt ?? 0);
  return {
    level,
    product,
    startsAt: start === 0 ? null : start,
    expiresAt: Number.isFinite(end) ? end : null,
    grantedAt: now,
    firstGrantedAt: runs ? held.firstGrantedAt : now,
    transactionId: namedUuid(`${record.profileId}\n${level}`),
  };
}

function endPeriod(store: Store, record: ProfileRecord, { source, start }: Period, at: number): void {
  if ("purchase" in source) store.savePurchase(record, { ...source.purchase, accessUntil: at });
  else store.saveGrant(record, { ...source.grant, expiresAt: Math.max(start, at) });
}

/**
 * Revoke: from `revoke_at` (now when null) nothing that exists today gives the level any more; a later renewal may. Running
 * grace counts as the current end. Access that has already ended is left as it is.
 */
export function revokeAccess(
  store: Store,
  record: ProfileRecord,
  body: RevokeAccessLevel,
  unknownLevel: string | null,
  now: number,
): void {
  const level = body.access_level_id;
  refuseUnknownLevel(level);
  const revokeAt = msOf(body.revoke_at);
  if (revokeAt !== null && revokeAt <= now) throw valueError(null, "Must be greater than the current time or null");
  const periods = periodsOf(record, unknownLevel).filter((period) => period.level === level);
  const current = bestPeriod(periods, now);
  if (!current) {
    const message = `Profile \`${record.profileId}\` has no \`${level}\` access level`;
    throw new Refusal(400, "profile_paid_access_level_does_not_exist", "non_field_errors", message);
  }
  if (revokeAt !== null && revokeAt > current.graceEnd) {
    throw new Refusal(
      400,
      "revocation_date_more_than_expiration_date",
      "revoke_at",
      `Revocation date (${spaced(revokeAt)}) is more than current expiration date (${spaced(current.graceEnd)})`,
    );
  }
  for (const period of periods) {
    if (period.graceEnd > (revokeAt ?? now)) endPeriod(store, record, period, revokeAt ?? now);
  }
}
