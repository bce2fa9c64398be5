import { sayProfileField } from "@/lib/access/profile-labels";
import { levelTitle, showSigns } from "@/lib/access/words";
import { entriesOf } from "@/lib/adapty/find-entry";
import { sameInstant } from "@/lib/adapty/instant";
import type { AccessLevel, NonSubscription, Subscription } from "@/lib/adapty/profile";
import type { ProfileUpdate } from "@/lib/adapty/profile-update";
import type { Transaction } from "@/lib/adapty/transaction";
import { operations } from "../catalogue";
import { levelFacts, sameFacts, sameLevels } from "../level-facts";
import type { Readable } from "../snapshot";
import type { Done } from "./undo-plan";

/** Whether two answers show the same of one level. */
export const isSameLevel = (levels: AccessLevel[], others: AccessLevel[], levelId: string): boolean =>
  sameLevels(levelFacts(levels, levelId), levelFacts(others, levelId));

const factsOfEntry = (entry: Subscription & NonSubscription) => ({
  store_product_id: entry.store_product_id,
  purchased_at: entry.purchased_at,
  expires_at: entry.expires_at,
  renewal_cancelled_at: entry.renewal_cancelled_at,
  billing_issue_detected_at: entry.billing_issue_detected_at,
  cancellation_reason: entry.cancellation_reason,
  is_refund: entry.is_refund === true,
});

const changed = (what: string) => `${what} changed since.`;
const untold = "Adapty did not say which access levels this customer has.";

/** A grant that stood behind what ran longer at first comes to show once that has ended. */
function hasSurfaced({ name, request }: Done, levels: AccessLevel[], levelId: string): boolean {
  if (name !== "access.grant") return false;
  const { expires_at: end } = request as { expires_at?: string | null };
  const [held, ...more] = levels.filter((level) => level.access_level_id === levelId);
  return held?.store === "adapty" && more.length === 0 && sameInstant(held.expires_at, end ?? null);
}

function whyOtherLevel(done: Done, { access_levels: levels }: Readable): string | undefined {
  const { access_level_id: id } = done.request as { access_level_id: string };
  if (!levels) return untold;
  const left = done.after?.accessLevels ?? [];
  const wasHidden = isSameLevel(left, done.before?.accessLevels ?? [], id);
  return isSameLevel(levels, left, id) || (wasHidden && hasSurfaced(done, levels, id))
    ? undefined
    : changed(levelTitle(id));
}

/** The level that Adapty showed by this transaction, which anything else may have changed meanwhile. */
function whyOtherLevelBy(transactionId: string, { after }: Done, { access_levels: levels }: Readable) {
  const left = after?.accessLevels ?? [];
  const id = left.find((level) => level.store_transaction_id === transactionId)?.access_level_id;
  if (!id) return undefined;
  if (!levels) return untold;
  return isSameLevel(levels, left, id) ? undefined : changed(levelTitle(id));
}

function whyOtherTransaction(done: Done, profile: Readable): string | undefined {
  const body = done.request as Transaction;
  const isOnce = body.purchase_type === "one_time_purchase";
  const held: (Subscription | NonSubscription)[] = (isOnce ? profile.non_subscriptions : profile.subscriptions) ?? [];
  const left = isOnce ? done.after?.nonSubscription : done.after?.subscription;
  const isSame = left && entriesOf(held, body).some((one) => sameFacts(factsOfEntry(one), factsOfEntry(left)));
  return isSame
    ? whyOtherLevelBy(body.store_transaction_id, done, profile)
    : changed(done.name === "transaction.set" ? "This transaction" : "This comp");
}

function whyOtherFields({ request, after }: Done, { custom_attributes: held = [] }: Readable): string | undefined {
  const asked = (request as ProfileUpdate).custom_attributes ?? [];
  const other = asked.filter(({ key }) => {
    const left = after?.attributes?.find((one) => one.key === key)?.value ?? null;
    return (held.find((one) => one.key === key)?.value ?? null) !== left;
  });
  return other.length > 0 ? changed(other.map(({ key }) => showSigns(key)).join(", ")) : undefined;
}

const whyOther = {
  fields: whyOtherFields,
  level: whyOtherLevel,
  transaction: whyOtherTransaction,
  customer: () => changed("This customer"),
};

/** A sentence when this customer is no longer as the write left them, in what it changed and Adapty shows. */
export const whyNotAsLeft = (done: Done, profile: Readable): string | undefined =>
  whyOther[operations[done.name].touches](done, profile);

/** A sentence for when these fields, of which Adapty shows nothing, were set from here since. */
export const sayOvertaken = (fields: string[]): string => changed(fields.map(sayProfileField).join(", "));
