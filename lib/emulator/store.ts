import "server-only";
import { closeSync, mkdirSync, openSync } from "node:fs";
import { dirname } from "node:path";
import Database from "libsql";
import { createBatch } from "./batch";
import type { AppId } from "./catalogue";
import { Refusal } from "./envelope";
import { type Grant, type ProfileRecord, type Purchase, purchaseKey } from "./record";

const RECORDS_KEPT = 500;
const SEEDED = 1;

const TABLES = `
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = FULL;
  PRAGMA busy_timeout = 5000;
  PRAGMA foreign_keys = ON;
  CREATE TABLE IF NOT EXISTS profiles (
    row INTEGER PRIMARY KEY, app TEXT NOT NULL, profile_id TEXT NOT NULL, customer_user_id TEXT,
    fields TEXT NOT NULL, attributes TEXT NOT NULL, timestamp INTEGER NOT NULL,
    UNIQUE (app, profile_id), UNIQUE (app, customer_user_id)
  );
  CREATE TABLE IF NOT EXISTS purchases (
    row INTEGER PRIMARY KEY, profile INTEGER NOT NULL REFERENCES profiles ON DELETE CASCADE, key TEXT NOT NULL,
    body TEXT NOT NULL, UNIQUE (profile, key)
  );
  CREATE TABLE IF NOT EXISTS grants (
    profile INTEGER NOT NULL REFERENCES profiles ON DELETE CASCADE, level TEXT NOT NULL,
    body TEXT NOT NULL, PRIMARY KEY (profile, level)
  );`;

export type Identity = { profileId?: string; customerUserId?: string };
export type NewProfile = Omit<ProfileRecord, "row" | "purchases" | "grants">;

type ProfileRow = {
  row: number;
  app: AppId;
  profile_id: string;
  customer_user_id: string | null;
  fields: string;
  attributes: string;
  timestamp: number;
};

/**
 * Opens the emulator's own SQLite file (":memory:" for none). This process is its only user, so records stay in memory and
 * the file is read once per profile. Writes that arrive together share one commit: what was written is on disk once
 * `settled` resolves, and nobody may be told of it, nor of what it left behind, before.
 */
export function openStore(file: string) {
  if (file !== ":memory:") {
    mkdirSync(dirname(file), { recursive: true });
    // A file that is new is for nobody else to read; SQLite gives those beside it the same rights.
    closeSync(openSync(file, "a", 0o600));
  }
  const db = new Database(file);
  db.exec(TABLES);
  const sql = {
    byProfileId: db.prepare("SELECT row FROM profiles WHERE app = ? AND profile_id = ?"),
    byCustomer: db.prepare("SELECT row FROM profiles WHERE app = ? AND customer_user_id = ?"),
    profile: db.prepare("SELECT * FROM profiles WHERE row = ?"),
    purchases: db.prepare("SELECT body FROM purchases WHERE profile = ? ORDER BY row"),
    grants: db.prepare("SELECT body FROM grants WHERE profile = ? ORDER BY rowid"),
    addProfile: db.prepare(
      "INSERT INTO profiles (app, profile_id, customer_user_id, fields, attributes, timestamp) VALUES (?,?,?,?,?,0) RETURNING row",
    ),
    saveProfile: db.prepare("UPDATE profiles SET customer_user_id = ?, fields = ?, attributes = ? WHERE row = ?"),
    saveTimestamp: db.prepare("UPDATE profiles SET timestamp = ? WHERE row = ?"),
    savePurchase: db.prepare(
      "INSERT INTO purchases (profile, key, body) VALUES (?,?,?) ON CONFLICT (profile, key) DO UPDATE SET body = excluded.body",
    ),
    saveGrant: db.prepare(
      "INSERT INTO grants (profile, level, body) VALUES (?,?,?) ON CONFLICT (profile, level) DO UPDATE SET body = excluded.body",
    ),
    deleteProfile: db.prepare("DELETE FROM profiles WHERE row = ?"),
    seeded: db.prepare("PRAGMA user_version"),
  };
  const records = new Map<number, ProfileRecord>();
  const timestamps = new Map<number, number>();

  function load(row: number): ProfileRecord {
    const held = sql.profile.get(row) as ProfileRow;
    const purchases = (sql.purchases.all(row) as { body: string }[]).map(({ body }) => JSON.parse(body) as Purchase);
    const grants = (sql.grants.all(row) as { body: string }[]).map(({ body }) => JSON.parse(body) as Grant);
    if (!timestamps.has(row)) timestamps.set(row, held.timestamp);
    return {
      row,
      app: held.app,
      profileId: held.profile_id,
      customerUserId: held.customer_user_id,
      fields: JSON.parse(held.fields),
      attributes: JSON.parse(held.attributes),
      purchases: new Map(purchases.map((purchase) => [purchaseKey(purchase.transaction), purchase])),
      grants: new Map(grants.map((grant) => [grant.level, grant])),
    };
  }

  function keep(record: ProfileRecord): ProfileRecord {
    records.delete(record.row);
    records.set(record.row, record);
    const oldest = records.size > RECORDS_KEPT ? records.keys().next().value : undefined;
    if (oldest !== undefined) records.delete(oldest);
    return record;
  }

  const batch = createBatch(db, () => records.clear());

  return {
    /** The profile of an app; the profile id decides where both ids are given. */
    find(app: AppId, { profileId, customerUserId }: Identity): ProfileRecord | undefined {
      const found = profileId
        ? sql.byProfileId.get(app, profileId.toLowerCase())
        : sql.byCustomer.get(app, customerUserId);
      if (!found) return undefined;
      const { row } = found as { row: number };
      return keep(records.get(row) ?? load(row));
    },
    /** Runs `work` in the open transaction; when it throws, all of that is undone. A Refusal must come before any change. */
    write<Answer>(work: () => Answer): Answer {
      batch.open();
      try {
        return work();
      } catch (error) {
        if (!(error instanceof Refusal)) batch.undo(error);
        throw error;
      }
    },
    settled: batch.settled,
    addProfile(profile: NewProfile): ProfileRecord {
      const { app, profileId, customerUserId, fields, attributes } = profile;
      const values = [app, profileId, customerUserId, JSON.stringify(fields), JSON.stringify(attributes)];
      const { row } = sql.addProfile.get(values) as { row: number };
      return keep({ ...profile, row, purchases: new Map(), grants: new Map() });
    },
    saveProfile(record: ProfileRecord) {
      const { customerUserId, fields, attributes, row } = record;
      sql.saveProfile.run([customerUserId, JSON.stringify(fields), JSON.stringify(attributes), row]);
    },
    savePurchase(record: ProfileRecord, purchase: Purchase) {
      const key = purchaseKey(purchase.transaction);
      sql.savePurchase.run([record.row, key, JSON.stringify(purchase)]);
      record.purchases.set(key, purchase);
    },
    saveGrant(record: ProfileRecord, grant: Grant) {
      sql.saveGrant.run([record.row, grant.level, JSON.stringify(grant)]);
      record.grants.set(grant.level, grant);
    },
    deleteProfile({ row }: ProfileRecord) {
      sql.deleteProfile.run(row);
      records.delete(row);
      timestamps.delete(row);
    },
    /** The timestamp of the next answer: now, and always later than the one before, also over a restart after a write. */
    nextTimestamp({ row }: ProfileRecord, now: number): number {
      const next = Math.max(Math.floor(now), (timestamps.get(row) ?? 0) + 1);
      timestamps.set(row, next);
      return next;
    },
    saveTimestamp: ({ row }: ProfileRecord, timestamp: number) => sql.saveTimestamp.run([timestamp, row]),
    isSeeded: () => (sql.seeded.get() as { user_version: number }).user_version === SEEDED,
    markSeeded: () => db.exec(`PRAGMA user_version = ${SEEDED}`),
    clear() {
      db.exec("DELETE FROM grants; DELETE FROM purchases; DELETE FROM profiles;");
      records.clear();
      timestamps.clear();
    },
    close() {
      batch.commit();
      db.close();
    },
  };
}

export type Store = ReturnType<typeof openStore>;
