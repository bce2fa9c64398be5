import "server-only";
import { randomUUID } from "node:crypto";
import { ATTRIBUTES_MAX } from "@/lib/adapty/attribute-limits";
import type { ProfileUpdate } from "@/lib/adapty/profile-update";
import type { AppId } from "./catalogue";
import { profileNotFound, valueError } from "./envelope";
import type { AttributeValue, ProfileRecord } from "./record";
import type { Identity, Store } from "./store";

const asFloat = (value: AttributeValue | boolean): AttributeValue =>
  typeof value === "boolean" ? Number(value) : value;

/** Attributes merge by key; an empty value or null deletes; booleans become floats. Refuses more than 30 after merging. */
export function mergeAttributes(
  held: Record<string, AttributeValue>,
  sent: ProfileUpdate["custom_attributes"],
): Record<string, AttributeValue> {
  const merged = new Map(Object.entries(held));
  for (const { key, value } of sent ?? []) {
    if (value === null || value === "") merged.delete(key);
    else merged.set(key, asFloat(value));
  }
  if (merged.size > ATTRIBUTES_MAX) {
    throw valueError("custom_attributes", `A profile cannot have more than ${ATTRIBUTES_MAX} custom attributes.`);
  }
  return Object.fromEntries(merged);
}

/** An absent field stays, null clears; what is cleared is kept as null, for nobody ever reads it back. */
export function updateProfile(
  store: Store,
  record: ProfileRecord,
  update: ProfileUpdate,
  customerUserId = record.customerUserId,
): void {
  const { custom_attributes, installation_meta, ...fields } = update;
  const attributes = mergeAttributes(record.attributes, custom_attributes);
  const device = installation_meta ? { installation_meta } : {};
  record.fields = { ...record.fields, ...fields, ...device };
  record.attributes = attributes;
  record.customerUserId = customerUserId;
  store.saveProfile(record);
}

export function findProfile(store: Store, app: AppId, identity: Identity): ProfileRecord {
  const record = store.find(app, identity);
  if (!record) throw profileNotFound();
  return record;
}

function refuseTakenCustomer(store: Store, record: ProfileRecord, customerUserId: string): void {
  if (record.customerUserId === customerUserId) return;
  if (record.customerUserId !== null) throw valueError(null, "The profile already has another customer user id.");
  if (store.find(record.app, { customerUserId })) {
    throw valueError(null, "The customer user id already belongs to another profile.");
  }
}

/**
 * Create profile: a customer id that exists is updated, not refused; a profile id must exist, and with both ids the customer
 * id is attached to that profile. Where the pages are silent: an id that is taken, or a profile that has another, is refused.
 */
export function createProfile(store: Store, app: AppId, identity: Identity, body: ProfileUpdate): ProfileRecord {
  const { profileId, customerUserId } = identity;
  if (profileId) {
    const record = findProfile(store, app, { profileId });
    if (customerUserId) refuseTakenCustomer(store, record, customerUserId);
    updateProfile(store, record, body, customerUserId);
    return record;
  }
  const known = store.find(app, identity);
  const record =
    known ??
    store.addProfile({
      app,
      profileId: randomUUID(),
      customerUserId: customerUserId ?? null,
      fields: {},
      attributes: {},
    });
  updateProfile(store, record, body);
  return record;
}
