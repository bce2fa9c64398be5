import "server-only";
import type { Kysely, Transaction } from "kysely";
import { changedFacts, type Facts } from "@/lib/audit/changes";
import type { Actor } from "@/lib/audit/event";
import { record } from "@/lib/audit/record";
import { hasLostRole } from "@/lib/auth/lost-role";
import { compileOnce } from "@/lib/db/compile-once";
import { getDatabase } from "@/lib/db/database";
import type { Schema } from "@/lib/db/schema";
import { env } from "@/lib/env";
import { log } from "@/lib/log/log";
import { SETTINGS_KEY } from "./key";
import { closedLimits, noLimits } from "./limits";
import { defaultSettings, type Settings, storedSettingsSchema } from "./settings";

/** The team's settings and when they were saved last; `savedAt` (ISO, UTC) is null while they are the defaults. */
export type StoredSettings = { settings: Settings; savedAt: string | null };

const selectStored = compileOnce((db, _: Record<string, never>) =>
  db.selectFrom("setting").select(["value", "updated_at"]).where("key", "=", SETTINGS_KEY),
);

const select = async (db: Kysely<Schema>) => (await selectStored(db, {})).rows[0];

type Row = { value: string; updated_at: string };

let last: { row: Row; opened: StoredSettings } | undefined;

/** They are asked for by every write and seldom change: the text that was opened last is not opened again. */
function open(row: Row | undefined): StoredSettings {
  const defaults = defaultSettings(
    env.mode,
    env.apps.map((app) => app.id),
  );
  if (!row) return { settings: defaults, savedAt: null };
  if (last?.row.value === row.value && last.row.updated_at === row.updated_at) return last.opened;
  const { known, unread } = readParts(JSON.parse(row.value) as Record<string, unknown>);
  const closed = GUARDS.some((part) => unread.includes(part)) ? { limits: closedLimits } : {};
  // Whoever saved before there were limits was held to none.
  const opened = freeze({ settings: { ...defaults, limits: noLimits, ...known, ...closed }, savedAt: row.updated_at });
  last = { row, opened };
  return opened;
}

function freeze<Value>(value: Value): Value {
  if (typeof value === "object" && value !== null) Object.values(Object.freeze(value)).forEach(freeze);
  return value;
}

/** What holds people back: without it they are not let loose. */
const GUARDS = ["limits", "staffDomains"];

/** Part by part: another version of the console, before or after this one, may know parts that this one does not. */
function readParts(stored: Record<string, unknown>) {
  const known: Partial<Settings> = {};
  const unread: string[] = [];
  for (const [part, schema] of Object.entries(storedSettingsSchema.shape)) {
    if (!Object.hasOwn(stored, part)) continue;
    const parsed = schema.safeParse(stored[part]);
    if (parsed.success) Object.assign(known, { [part]: parsed.data });
    else unread.push(part);
  }
  if (unread.length > 0)
    log.error("Settings cannot be read. An admin must save them again.", { parts: unread.join("/") });
  return { known, unread };
}

/**
 * The team's settings; the defaults until somebody saves. A stored part that no longer fits gives way to its default, but
 * limits or staff domains that cannot be read leave everybody but admins nothing to give.
 */
export async function readStoredSettings(): Promise<StoredSettings> {
  return open(await select(await getDatabase()));
}

/** The team's settings, as `readStoredSettings` finds them, for those who do not save. Throws when the database cannot be read. */
export const readSettings = async (): Promise<Settings> => (await readStoredSettings()).settings;

type Save = { seen: string | null; actor: Actor; now: Date };

type Saved = { savedAt: string } | "changed_since" | "not_theirs";

/**
 * Saves when nobody else has saved since `seen` (a `savedAt`), and answers the new `savedAt`; otherwise nothing is written: of
 * two that save at once one gets "changed_since", and who lost the role meanwhile "not_theirs". What changed is recorded with it.
 */
export async function saveSettings(settings: Settings, { seen, actor, now }: Save): Promise<Saved> {
  const db = await getDatabase();
  const later = seen === null ? 0 : Date.parse(seen) + 1;
  const savedAt = new Date(Math.max(now.getTime(), later)).toISOString();
  return db.transaction().execute(async (trx) => {
    const attempt = { actor, action: "settings.update", target: { type: "settings", id: SETTINGS_KEY } } as const;
    if (await hasLostRole(trx, actor, now)) {
      await record(trx, [{ ...attempt, outcome: "denied", detail: { code: "forbidden" } }], now);
      return "not_theirs";
    }
    const before = open(await select(trx));
    const row = { value: JSON.stringify(settings), updated_at: savedAt, updated_by: actor.id };
    if (!(await write(trx, seen, row))) return "changed_since";
    const changes = changedFacts({ ...before.settings } as Facts, { ...settings } as Facts);
    await record(trx, [{ ...attempt, changes, outcome: "done" }], now);
    return { savedAt };
  });
}

async function write(
  trx: Transaction<Schema>,
  seen: string | null,
  row: Row & { updated_by: string },
): Promise<boolean> {
  if (seen === null) {
    const inserted = await trx
      .insertInto("setting")
      .values({ key: SETTINGS_KEY, ...row })
      .onConflict((conflict) => conflict.column("key").doNothing())
      .executeTakeFirst();
    return inserted.numInsertedOrUpdatedRows === 1n;
  }
  const updated = await trx
    .updateTable("setting")
    .set(row)
    .where("key", "=", SETTINGS_KEY)
    .where("updated_at", "=", seen)
    .executeTakeFirst();
  return updated.numUpdatedRows === 1n;
}
