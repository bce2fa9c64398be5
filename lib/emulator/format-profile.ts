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

/**
 * The one place that writes a profile for the wire: `before` + timestamp + `after` is the whole body. Every field is there,
 * null where it has no value; lists are never null, in the order things were recorded. Names, e-mail, country and device
 * are never answered. Source: OpenAPI Profile.
 */
export function formatProfile(record: ProfileRecord, unknownLevel: string | null, now: number): FormattedProfile {
  const latest = latestOfChains(record);
  const edges: number[] = [];
  const graceNow = (purchase: Purchase) => {
    const grace = graceOf(purchase, latest);
    if (!grace) return null;
    edges.push(grace.from, grace.until);
    return grace.from <= now && now < grace.until;
  };

  const subscriptions: string[] = [];
  const oneTimes: string[] = [];
  let cents = 0;
  for (const purchase of record.purchases.values()) {
    const { transaction } = purchase;
    cents += revenueCents(transaction);
    const list = transaction.purchase_type === "subscription" ? subscriptions : oneTimes;
    const { consumable } = findProduct(transaction.store, transaction.store_product_id, unknownLevel);
    list.push(writeEntry(purchase, graceNow(purchase), consumable ?? false));
  }

  const periods = periodsOf(record, unknownLevel, latest);
  for (const { start, end, graceEnd } of periods) edges.push(start, end, graceEnd);
  const levels = [...new Set(periods.map((period) => period.level))].map((level) => {
    const held = periods.filter((period) => period.level === level);
    const best = bestPeriod(held, now) as Period;
    return accessLevelEntry(best, "purchase" in best.source && (graceNow(best.source.purchase) ?? false));
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
    changesAt: edges.reduce((next, edge) => (edge > now && edge < next ? edge : next), Infinity),
  };
}
