import "server-only";
import { getDatabase } from "@/lib/db/database";
import { env } from "@/lib/env";
import { defaultSettings, type Settings, storedSettingsSchema } from "./settings";

const KEY = "console";

/** The team's settings and when they were saved last; `savedAt` (ISO, UTC) is null while they are the defaults. */
export type StoredSettings = { settings: Settings; savedAt: string | null };

/** The team's settings; the defaults until somebody saves. A stored value that no longer fits gives way to the defaults. */
export async function readStoredSettings(): Promise<StoredSettings> {
  const defaults = defaultSettings(
    env.mode,
    env.apps.map((app) => app.id),
  );
  const db = await getDatabase();
  const row = await db.selectFrom("setting").select(["value", "updated_at"]).where("key", "=", KEY).executeTakeFirst();
  if (!row) return { settings: defaults, savedAt: null };
  const stored: unknown = JSON.parse(row.value);
  const parsed = storedSettingsSchema.partial().safeParse(stored);
  return { settings: { ...defaults, ...(parsed.success ? parsed.data : {}) }, savedAt: row.updated_at };
}

/** The team's settings, as `readStoredSettings` finds them, for those who do not save. Throws when the database cannot be read. */
export const readSettings = async (): Promise<Settings> => (await readStoredSettings()).settings;

/**
 * Saves when nobody else has saved since `seen` (a `savedAt`), and answers the new `savedAt`; otherwise null and nothing
 * is written. Of two that save at once one gets null.
 */
export async function saveSettings(
  settings: Settings,
  { seen, agentId, now }: { seen: string | null; agentId: string; now: Date },
): Promise<string | null> {
  const db = await getDatabase();
  const later = seen === null ? 0 : Date.parse(seen) + 1;
  const savedAt = new Date(Math.max(now.getTime(), later)).toISOString();
  const row = { value: JSON.stringify(settings), updated_at: savedAt, updated_by: agentId };
  if (seen === null) {
    const inserted = await db
      .insertInto("setting")
      .values({ key: KEY, ...row })
      .onConflict((conflict) => conflict.column("key").doNothing())
      .executeTakeFirst();
    return inserted.numInsertedOrUpdatedRows === 1n ? savedAt : null;
  }
  const updated = await db
    .updateTable("setting")
    .set(row)
    .where("key", "=", KEY)
    .where("updated_at", "=", seen)
    .executeTakeFirst();
  return updated.numUpdatedRows === 1n ? savedAt : null;
}
