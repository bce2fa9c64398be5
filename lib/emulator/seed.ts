import "server-only";
import { z } from "zod";
import { grantAccessLevelSchema } from "@/lib/adapty/access-level";
import { instant } from "@/lib/adapty/fields";
import { parseInstant } from "@/lib/adapty/instant";
import { customAttributeSchema } from "@/lib/adapty/profile-update";
import { transactionSchema } from "@/lib/adapty/transaction";
import { grantAccess } from "./access-levels";
import { createCast } from "./cast/cast";
import type { AppId } from "./catalogue";
import { namedUuid } from "./named-id";
import { mergeAttributes } from "./profiles";
import { purchaseOf } from "./purchases";
import type { Store } from "./store";

const seedGrantSchema = grantAccessLevelSchema.extend({
  /** The product marker that the entry shows; the server API's own when absent. */
  store_product_id: z.string().optional(),
  granted_at: instant.optional(),
});

/** A whole profile as it shall be. `revoked_at` ends the access of all its transactions at that moment. */
export const seedProfileSchema = z.strictObject({
  customer_user_id: z.string().min(1).nullable(),
  profile_id: z.guid().optional(),
  custom_attributes: z.array(customAttributeSchema).optional(),
  transactions: z.array(transactionSchema).optional(),
  grants: z.array(seedGrantSchema).optional(),
  revoked_at: instant.optional(),
});

export type SeedProfile = z.infer<typeof seedProfileSchema>;

/** The id of a seeded profile that names none: the same at every reset. */
export const seedProfileId = (app: AppId, { profile_id, customer_user_id }: SeedProfile) =>
  profile_id?.toLowerCase() ?? namedUuid(`${app}/${customer_user_id}`);

/** Puts a profile in place, instead of any that has its customer id or profile id. Call it inside `store.write`. */
export function seedProfile(store: Store, app: AppId, seed: SeedProfile, now: number) {
  const profileId = seedProfileId(app, seed);
  const customerUserId = seed.customer_user_id;
  const inTheWay = [
    store.find(app, { profileId }),
    customerUserId ? store.find(app, { customerUserId }) : undefined,
  ].filter((held) => held !== undefined);
  for (const held of new Set(inTheWay)) store.deleteProfile(held);
  const attributes = mergeAttributes({}, seed.custom_attributes);
  const record = store.addProfile({ app, profileId, customerUserId, fields: {}, attributes });
  const accessUntil = seed.revoked_at ? parseInstant(seed.revoked_at) : null;
  for (const transaction of seed.transactions ?? []) {
    store.savePurchase(record, { ...purchaseOf(record, transaction, now), accessUntil });
  }
  for (const { store_product_id, granted_at, ...grant } of seed.grants ?? []) {
    const grantedAt = granted_at ? parseInstant(granted_at) : now;
    store.saveGrant(record, grantAccess(record, grant, grantedAt, store_product_id));
  }
  return { profile_id: profileId, customer_user_id: customerUserId };
}

/** Empties the store and puts the cast in it, dated relative to `now`. */
export function seedCast(store: Store, now: number): void {
  store.write(() => {
    store.clear();
    for (const { app, seed } of createCast(now)) seedProfile(store, app, seed, now);
    store.markSeeded();
  });
}
