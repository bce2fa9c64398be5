import { parseInstant } from "@/lib/adapty/instant";
import { findProduct } from "./catalogue";
import type { Grant, ProfileRecord, Purchase } from "./record";

/** One reason for access to one level. Times in milliseconds; `end` is Infinity for lifetime. */
export type Period = {
  level: string;
  start: number;
  end: number;
  /** The end while a grace period runs, otherwise the same as `end`. */
  graceEnd: number;
  since: number;
  source: { purchase: Purchase } | { grant: Grant };
};

type Times = { start: number; end: number; grace: { from: number; until: number } | null };

const known = new WeakMap<Purchase, Times>();

function readTimes({ transaction, accessUntil }: Purchase): Times {
  const start = parseInstant(transaction.purchased_at);
  const revoked = accessUntil ?? Infinity;
  const refunded = transaction.refunded_at ? parseInstant(transaction.refunded_at) : Infinity;
  if (transaction.purchase_type !== "subscription") return { start, end: Math.min(refunded, revoked), grace: null };
  const { billing_issue_detected_at: from, grace_period_expires_at: until, refunded_at, expires_at } = transaction;
  return {
    start,
    end: Math.min(parseInstant(expires_at), refunded, revoked),
    grace:
      from && until && !refunded_at
        ? { from: parseInstant(from), until: Math.min(parseInstant(until), revoked) }
        : null,
  };
}

/** The dates of a purchase, read once: purchases are never changed, only replaced. */
function timesOf(purchase: Purchase): Times {
  let times = known.get(purchase);
  if (!times) {
    times = readTimes(purchase);
    known.set(purchase, times);
  }
  return times;
}

/** Grace runs from the billing issue to grace_period_expires_at, and ends with a refund, a revocation or the next renewal. */
export function graceOf(purchase: Purchase, latestOfChain: Map<string, number>): Times["grace"] {
  const { start, grace } = timesOf(purchase);
  if (!grace) return null;
  const renewedAt = latestOfChain.get(purchase.transaction.store_original_transaction_id) ?? start;
  return renewedAt > start ? null : grace;
}

export function latestOfChains(record: ProfileRecord): Map<string, number> {
  const latest = new Map<string, number>();
  for (const purchase of record.purchases.values()) {
    if (purchase.transaction.purchase_type !== "subscription") continue;
    const chain = purchase.transaction.store_original_transaction_id;
    latest.set(chain, Math.max(latest.get(chain) ?? 0, timesOf(purchase).start));
  }
  return latest;
}

/** Every reason for access that the profile holds, past and future ones too. Consumables are none. */
export function periodsOf(
  record: ProfileRecord,
  unknownLevel: string | null,
  latest = latestOfChains(record),
): Period[] {
  const periods: Period[] = [];
  for (const purchase of record.purchases.values()) {
    const { transaction } = purchase;
    const { level } = findProduct(transaction.store, transaction.store_product_id, unknownLevel);
    if (!level) continue;
    const { start, end: ownEnd } = timesOf(purchase);
    const end = Math.max(ownEnd, start);
    const graceEnd = Math.max(end, graceOf(purchase, latest)?.until ?? end);
    periods.push({ level, start, end, graceEnd, since: start, source: { purchase } });
  }
  for (const grant of record.grants.values()) {
    const start = grant.startsAt ?? grant.firstGrantedAt;
    const end = grant.expiresAt ?? Infinity;
    periods.push({ level: grant.level, start, end, graceEnd: end, since: grant.grantedAt, source: { grant } });
  }
  return periods;
}

export const isRunning = (period: Period, now: number) => period.start <= now && now < period.graceEnd;

function isBetter(a: Period, b: Period, now: number): boolean {
  const running = Number(isRunning(a, now)) - Number(isRunning(b, now));
  if (running !== 0) return running > 0;
  if (a.graceEnd !== b.graceEnd) return a.graceEnd > b.graceEnd;
  const paid = Number("purchase" in a.source) - Number("purchase" in b.source);
  return paid !== 0 ? paid > 0 : a.since > b.since;
}

/**
 * The period an access level shows: one that runs now before one that does not, then the one that ends last (lifetime
 * last of all), then a purchase before a grant, then the newest. Adapty documents one entry per level, not which.
 */
export function bestPeriod(periods: Period[], now: number): Period | undefined {
  return periods.reduce<Period | undefined>(
    (best, period) => (!best || isBetter(period, best, now) ? period : best),
    undefined,
  );
}
