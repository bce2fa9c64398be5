import "server-only";
import { grantAccessLevelSchema, revokeAccessLevelSchema } from "@/lib/adapty/access-level";
import { GRANT, PROFILE, REVOKE, SET_TRANSACTION } from "@/lib/adapty/paths";
import { installationMetaSchema, profileUpdateSchema } from "@/lib/adapty/profile-update";
import { transactionSchema } from "@/lib/adapty/transaction";
import { grantAccess, revokeAccess } from "./access-levels";
import type { AppId } from "./catalogue";
import { type FormattedProfile, formatProfile } from "./format-profile";
import { createProfile, findProfile, updateProfile } from "./profiles";
import { purchaseOf } from "./purchases";
import { type ProfileRecord, purchaseKey } from "./record";
import type { Identity, Store } from "./store";
import { validate } from "./validate";

export type CallOptions = {
  now: () => number;
  /** Refuse create and update profile without installation_meta, as the reference's table says. */
  strictInstallationMeta: boolean;
  /** The access level of products that the app does not know. */
  unknownProductLevel: string | null;
};

export type Effect =
  | "profile.created"
  | "profile.updated"
  | "profile.deleted"
  | "transaction.recorded"
  | "transaction.updated"
  | "access.granted"
  | "access.revoked";

export type Call = { app: AppId; identity: Identity; body: Record<string, unknown> };

/** Adapty's calls by method and path: each answers the body of its 200, or null for 204, and reports what it did. */
export function createCalls(store: Store, options: CallOptions, report: (effect: Effect, profileId: string) => void) {
  const answers = new WeakMap<ProfileRecord, FormattedProfile>();
  const strictUpdateSchema = profileUpdateSchema.extend({ installation_meta: installationMetaSchema });
  const updateSchema = options.strictInstallationMeta ? strictUpdateSchema : profileUpdateSchema;

  function answer(record: ProfileRecord, now: number, timestamp = store.nextTimestamp(record, now)): string {
    let held = answers.get(record);
    if (!held || held.changesAt <= now) {
      held = formatProfile(record, options.unknownProductLevel, now);
      answers.set(record, held);
    }
    return held.before + timestamp + held.after;
  }

  /** The answer is formatted from the new state, with a timestamp that outlives a restart, and given once that is on disk. */
  async function write(change: (now: number) => { record: ProfileRecord; effect: Effect }): Promise<string> {
    const now = options.now();
    const { effect, profileId, text } = store.write(() => {
      const { record, effect } = change(now);
      const timestamp = store.nextTimestamp(record, now);
      store.saveTimestamp(record, timestamp);
      answers.delete(record);
      return { effect, profileId: record.profileId, text: answer(record, now, timestamp) };
    });
    await store.settled();
    report(effect, profileId);
    return text;
  }

  const calls: Record<string, (call: Call) => Promise<string | null>> = {
    [`GET ${PROFILE}`]: async ({ app, identity }) => {
      const text = answer(findProfile(store, app, identity), options.now());
      await store.settled();
      return text;
    },

    [`POST ${PROFILE}`]: async ({ app, identity, body }) => {
      const update = validate(updateSchema, body);
      return write(() => {
        const effect = store.find(app, identity) ? "profile.updated" : "profile.created";
        return { record: createProfile(store, app, identity, update), effect };
      });
    },

    [`PATCH ${PROFILE}`]: async ({ app, identity, body }) => {
      const update = validate(updateSchema, body);
      return write(() => {
        const record = findProfile(store, app, identity);
        updateProfile(store, record, update);
        return { record, effect: "profile.updated" };
      });
    },

    [`DELETE ${PROFILE}`]: async ({ app, identity }) => {
      const record = findProfile(store, app, identity);
      store.write(() => store.deleteProfile(record));
      await store.settled();
      report("profile.deleted", record.profileId);
      return null;
    },

    [`POST ${SET_TRANSACTION}`]: async ({ app, identity, body }) => {
      const transaction = validate(transactionSchema, body);
      return write((now) => {
        const record = findProfile(store, app, identity);
        const effect = record.purchases.has(purchaseKey(transaction)) ? "transaction.updated" : "transaction.recorded";
        store.savePurchase(record, purchaseOf(record, transaction, now));
        return { record, effect };
      });
    },

    [`POST ${GRANT}`]: async ({ app, identity, body }) => {
      const grant = validate(grantAccessLevelSchema, body);
      return write((now) => {
        const record = findProfile(store, app, identity);
        store.saveGrant(record, grantAccess(record, grant, now));
        return { record, effect: "access.granted" };
      });
    },

    [`POST ${REVOKE}`]: async ({ app, identity, body }) => {
      const revocation = validate(revokeAccessLevelSchema, body);
      return write((now) => {
        const record = findProfile(store, app, identity);
        revokeAccess(store, record, revocation, options.unknownProductLevel, now);
        return { record, effect: "access.revoked" };
      });
    },
  };
  return calls;
}

export type Calls = ReturnType<typeof createCalls>;
