import { bestPeriod, graceOf, latestOfChains, type Period, periodsOf } from "./access";
import { APPS, findProduct } from "./catalogue";
import type { ProfileRecord, Purchase } from "./record";
import { revenueCents } from "./revenue";
import { accessLevelEntry, oneTimeEntry, subscriptionEntry } from "./wire-entries";

/** The answer around its timestamp, and the moment from which it no longer holds (a grace period or access starts or ends). */
export type FormattedProfile = { before: string; after: string; changesAt: number };

const written = new WeakMap<Purchase, string>();

function writeEntry(purchase: Purchase, inGrace: boolean | null, consumable: boolean): string {
  const known = inGrace === null ? written.get(purchase) : undefined;
  if (known) return known;
  const subscription = purchase.transaction.purchase_type === "subscription";
  const text = JSON.stringify(
    subscription ? subscriptionEntry(purchase, inGrace ?? false) : oneTimeEntry(purchase, consumable),
  );
  if (inGrace === null) written.set(purchase, text);
  return text;
}

type Grace = ReturnType<typeof graceOf>;
const isInGrace = (grace: Grace, now: number) => grace && grace.from <= now && now < grace.until;
const sooner = (next: number, edge: number, now: number) => (edge > now && edge < next ? edge : next);

/**
 * The one place that writes a profile for the wire: `before` + timestamp + `after` is the whole body. Every field is there,
 * null where it has no value; lists are never null, in the order things were recorded. Names, e-mail, country and device
 * are never answered. Source: OpenAPI Profile.
 */
export function formatProfile(record: ProfileRecord, unknownLevel: string | null, now: number): FormattedProfile {
  const latest = latestOfChains(record);
  const subscriptions: string[] = [];
  const oneTimes: string[] = [];
  let cents = 0;
  let changesAt = Infinity;
  for (const purchase of record.purchases.values()) {
    const { transaction } = purchase;
    cents += revenueCents(transaction);
    const list = transaction.purchase_type === "subscription" ? subscriptions : oneTimes;
    const { consumable } = findProduct(transaction.store, transaction.store_product_id, unknownLevel);
    const grace = graceOf(purchase, latest);
    if (grace) changesAt = sooner(sooner(changesAt, grace.from, now), grace.until, now);
    list.push(writeEntry(purchase, isInGrace(grace, now), consumable ?? false));
  }

  const periods = periodsOf(record, unknownLevel, latest);
  for (const { start, graceEnd } of periods) changesAt = sooner(sooner(changesAt, start, now), graceEnd, now);
  const levels = [...new Set(periods.map((period) => period.level))].map((level) => {
    const held = periods.filter((period) => period.level === level);
    const best = bestPeriod(held, now) as Period;
    const grace = "purchase" in best.source ? graceOf(best.source.purchase, latest) : null;
    return accessLevelEntry(best, isInGrace(grace, now) ?? false);
  });
  const head = {
    app_id: APPS[record.app].uuid,
    profile_id: record.profileId,
    customer_user_id: record.customerUserId,
    total_revenue_usd: cents / 100,
    segment_hash: record.profileId.replaceAll("-", "").slice(-16),
  };
  const attributes = Object.entries(record.attributes).map(([key, value]) => ({ key, value }));
  return {
    before: `{"data":${JSON.stringify(head).slice(0, -1)},"timestamp":`,
    after:
      `,"custom_attributes":${JSON.stringify(attributes)},"access_levels":${JSON.stringify(levels)}` +
      `,"subscriptions":[${subscriptions.join(",")}],"non_subscriptions":[${oneTimes.join(",")}]}}`,
    changesAt,
  };
}
