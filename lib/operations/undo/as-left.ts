import { sayProfileField } from "@/lib/access/profile-labels";
import { levelTitle, showSigns } from "@/lib/access/words";
import { entriesOf } from "@/lib/adapty/find-entry";
import { parseInstant } from "@/lib/adapty/instant";
import type { AccessLevel, NonSubscription, Subscription } from "@/lib/adapty/profile";
import type { ProfileUpdate } from "@/lib/adapty/profile-update";
import type { Transaction } from "@/lib/adapty/transaction";
import type { Readable } from "../snapshot";
import type { Done } from "./undo-plan";

type Facts = (string | number | boolean | null)[];

/** To the second: Adapty may answer an instant with fewer digits later. */
const second = (text: string | null | undefined) => (text ? Math.round(parseInstant(text) / 1000) : null);

/** The entries of one level as a text to compare, without what changes by the clock alone. */
export const factsOfLevel = (levels: AccessLevel[], levelId: string): string => {
  const facts = levels
    .filter((level) => level.access_level_id === levelId)
    .map((level): Facts => [second(level.starts_at), second(level.expires_at), level.store_transaction_id ?? null]);
  return JSON.stringify(facts.map((fact) => JSON.stringify(fact)).sort());
};

const factsOfEntry = (entry: Subscription & NonSubscription): string =>
  JSON.stringify([
    entry.store_product_id ?? null,
    second(entry.purchased_at),
    second(entry.expires_at),
    second(entry.renewal_cancelled_at),
    second(entry.billing_issue_detected_at),
    entry.cancellation_reason ?? null,
    entry.is_refund === true,
  ] satisfies Facts);

const changed = (what: string) => `${what} changed since.`;
const untold = "Adapty did not say which access levels this customer has.";

/** A grant that stood behind what ran longer at first comes to show once that has ended. */
function hasSurfaced({ name, request }: Done, levels: AccessLevel[], levelId: string): boolean {
  if (name !== "access.grant") return false;
  const { expires_at: end } = request as { expires_at?: string | null };
  const [held, ...more] = levels.filter((level) => level.access_level_id === levelId);
  return held?.store === "adapty" && more.length === 0 && second(held.expires_at) === second(end);
}

function whyOtherLevel(done: Done, { access_levels: levels }: Readable): string | undefined {
  const { access_level_id: id } = done.request as { access_level_id: string };
  if (!levels) return untold;
  const left = done.after?.accessLevels ?? [];
  const isSame = factsOfLevel(levels, id) === factsOfLevel(left, id);
  const wasHidden = factsOfLevel(left, id) === factsOfLevel(done.before?.accessLevels ?? [], id);
  return isSame || (wasHidden && hasSurfaced(done, levels, id)) ? undefined : changed(levelTitle(id));
}

/** The level that Adapty showed by this transaction, which anything else may have changed meanwhile. */
function whyOtherLevelBy(transactionId: string, { after }: Done, { access_levels: levels }: Readable) {
  const left = after?.accessLevels ?? [];
  const id = left.find((level) => level.store_transaction_id === transactionId)?.access_level_id;
  if (!id) return undefined;
  if (!levels) return untold;
  return factsOfLevel(levels, id) === factsOfLevel(left, id) ? undefined : changed(levelTitle(id));
}

function whyOtherTransaction(done: Done, profile: Readable): string | undefined {
  const body = done.request as Transaction;
  const isOnce = body.purchase_type === "one_time_purchase";
  const held: (Subscription | NonSubscription)[] = (isOnce ? profile.non_subscriptions : profile.subscriptions) ?? [];
  const left = isOnce ? done.after?.nonSubscription : done.after?.subscription;
  const isSame = left && entriesOf(held, body).some((one) => factsOfEntry(one) === factsOfEntry(left));
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

/** A sentence when this customer is no longer as the write left them, in what it changed and Adapty shows. */
export function whyNotAsLeft(done: Done, profile: Readable): string | undefined {
  if (done.name === "access.grant" || done.name === "access.revoke") return whyOtherLevel(done, profile);
  return done.name === "profile.update" ? whyOtherFields(done, profile) : whyOtherTransaction(done, profile);
}

/** The same for what Adapty never shows: these fields were set from here since. */
export const sayOvertaken = (fields: string[]): string => changed(fields.map(sayProfileField).join(", "));
