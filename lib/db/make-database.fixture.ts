import { openDatabase } from "./open";

// A process of its own, which alone lets go of the file when it ends: makes a console's database that holds these settings.
const [url = "", ...keys] = process.argv.slice(2);
const db = await openDatabase(url);
for (const key of keys) {
  const row = { key, value: "1", updated_at: "2026-03-14T09:30:00.000Z", updated_by: "console" };
  await db.insertInto("setting").values(row).execute();
}
await db.destroy();
