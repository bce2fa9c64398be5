import "server-only";
import { getDatabase } from "@/lib/db/database";
import { env } from "@/lib/env";
import { defaultSettings, type Settings, settingsSchema } from "./settings";

const KEY = "console";

/** The team's settings; the defaults until somebody saves. A stored value that no longer fits gives way to the defaults. */
export async function readSettings(): Promise<Settings> {
  const defaults = defaultSettings(
    env.mode,
    env.apps.map((app) => app.id),
  );
  const db = await getDatabase();
  const row = await db.selectFrom("setting").select("value").where("key", "=", KEY).executeTakeFirst();
  if (!row) return defaults;
  const stored: unknown = JSON.parse(row.value);
  const parsed = settingsSchema.partial().safeParse(stored);
  return { ...defaults, ...(parsed.success ? parsed.data : {}) };
}

export async function saveSettings(settings: Settings, agentId: string, now: Date): Promise<void> {
  const db = await getDatabase();
  const row = { value: JSON.stringify(settings), updated_at: now.toISOString(), updated_by: agentId };
  await db
    .insertInto("setting")
    .values({ key: KEY, ...row })
    .onConflict((conflict) => conflict.column("key").doUpdateSet(row))
    .execute();
}
