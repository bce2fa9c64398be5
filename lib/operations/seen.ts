import type { CustomerView } from "@/lib/access/view";
import { cutToSecond } from "@/lib/adapty/instant";
import type { CustomAttribute, NonSubscription, Subscription } from "@/lib/adapty/profile";
import type { LastSet } from "./activity";
import type { OperationName } from "./catalogue";
import { type LevelFacts, levelFacts } from "./level-facts";

type Seen = { accessLevels: LevelFacts[] | undefined; attributes: CustomAttribute[] | undefined } & Partial<
  Pick<CustomerView, "chains" | "purchases">
>;

export const SEEN_MAX = 2000;

/** The code of a write that was turned away, for what its agent saw is not so any more. */
export const CHANGED_SINCE = "changed_since";

/** 53 bits of a text (cyrb53): enough to notice a change, which is all that is asked here. */
function digest(text: string): string {
  let [a, b] = [0xdeadbeef, 0x41c6ce57];
  for (let at = 0; at < text.length; at++) {
    a = Math.imul(a ^ text.charCodeAt(at), 2654435761);
    b = Math.imul(b ^ text.charCodeAt(at), 1597334677);
  }
  const mixed = (x: number, y: number) => Math.imul(x ^ (x >>> 16), 2246822507) ^ Math.imul(y ^ (y >>> 13), 3266489909);
  return (4294967296 * (2097151 & mixed(b, a)) + (mixed(a, b) >>> 0)).toString(36);
}

const cut = (text: string) => (text.length <= SEEN_MAX ? text : `${text.length} ${digest(text)}`);

const factsOfLevels = ({ accessLevels }: Seen): unknown[] =>
  levelFacts(accessLevels ?? []).map((level) => [
    level.access_level_id ?? null,
    level.starts_at ? cutToSecond(level.starts_at) : null,
    level.expires_at ? cutToSecond(level.expires_at) : null,
    level.store_transaction_id ?? null,
  ]);

/** What a correction builds on. Whether a grace period runs is left out: it changes by the clock alone. */
function factsOfPurchases({ chains, purchases }: Seen): unknown[] {
  const subscriptions = (chains ?? []).flatMap(({ periods }) =>
    periods.map((held) => [
      held.store ?? null,
      held.store_transaction_id ?? null,
      held.expires_at ?? null,
      held.renewal_cancelled_at ?? null,
      held.cancellation_reason ?? null,
      held.billing_issue_detected_at ?? null,
    ]),
  );
  const oneTime = (purchases ?? []).map((held) => [
    held.store ?? null,
    held.store_transaction_id ?? null,
    held.is_refund ?? null,
  ]);
  return [...subscriptions, ...oneTime];
}

/**
 * The part of a customer that a write builds on, as one comparable text of at most SEEN_MAX characters, the same in any
 * order of the entries. The form sends what the agent saw, the server compares it with what Adapty says just before the
 * write: when they differ, nothing is sent.
 */
export function describeSeen(operation: OperationName, seen: Seen): string {
  const facts =
    operation === "profile.update"
      ? (seen.attributes ?? []).map(({ key, value }) => [key, value ?? null])
      : operation === "transaction.set" || operation === "profile.delete"
        ? [...factsOfLevels(seen), ...factsOfPurchases(seen)]
        : factsOfLevels(seen);
  return cut(JSON.stringify(facts.map((fact) => JSON.stringify(fact)).sort()));
}

/**
 * The one entry that a correction starts from, wherever it stands in however long a list, as a text to compare like the
 * above: all that Adapty answers of it, except what changes by the clock alone. Undefined is an entry that is not there.
 */
export function describeEntry(entry: Subscription | NonSubscription | undefined): string {
  if (!entry) return "";
  const { is_in_grace_period: _, offer, ...rest } = entry as Subscription;
  const facts = { ...rest, offer: offer && [offer.category ?? null, offer.type ?? null, offer.id ?? null] };
  const known = Object.entries(facts).filter(([, value]) => value !== null && value !== undefined);
  return cut(JSON.stringify(known.map(([name, value]) => JSON.stringify([name, value])).sort()));
}

/** When each field of an update was last set from here, as far as the form showed it. */
export const describeSetAt = (body: object, lastSet: LastSet): Record<string, string> =>
  Object.fromEntries(Object.keys(body).flatMap((field) => (lastSet[field] ? [[field, lastSet[field].at]] : [])));
