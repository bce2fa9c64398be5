import { sayProfileField } from "@/lib/access/profile-labels";
import { levelTitle, showSigns } from "@/lib/access/words";
import type { AccessLevel, NonSubscription, Subscription } from "@/lib/adapty/profile";
import type { ProfileUpdate } from "@/lib/adapty/profile-update";
import type { Transaction } from "@/lib/adapty/transaction";
import { describeEntry } from "../seen";
import type { Readable } from "../snapshot";
import type { Done } from "./undo-plan";

/** The entries of one level as a text to compare, without what changes by the clock alone. */
export const factsOfLevel = (levels: AccessLevel[], levelId: string): string =>
  JSON.stringify(
    levels
      .filter((level) => level.access_level_id === levelId)
      .map((level) => [level.starts_at ?? null, level.expires_at ?? null, level.store_transaction_id ?? null])
      .map((facts) => JSON.stringify(facts))
      .sort(),
  );

const changed = (what: string) => `${what} changed since.`;

function whyOtherLevel({ request, after }: Done, { access_levels: levels }: Readable): string | undefined {
  const { access_level_id: id } = request as { access_level_id: string };
  if (!levels) return "Adapty did not say which access levels this customer has.";
  const isSame = factsOfLevel(levels, id) === factsOfLevel(after?.accessLevels ?? [], id);
  return isSame ? undefined : changed(levelTitle(id));
}

function whyOtherTransaction({ request, after }: Done, profile: Readable): string | undefined {
  const { store, store_transaction_id: id, purchase_type } = request as Transaction;
  const isOnce = purchase_type === "one_time_purchase";
  const held: (Subscription | NonSubscription)[] = (isOnce ? profile.non_subscriptions : profile.subscriptions) ?? [];
  const left = (isOnce ? after?.nonSubscription : after?.subscription) ?? undefined;
  const entries = held.filter((one) => one.store_transaction_id === id && (one.store ?? "") === store);
  return entries.some((one) => describeEntry(one) === describeEntry(left)) ? undefined : changed("This transaction");
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
