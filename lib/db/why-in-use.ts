import "server-only";
import { existsSync } from "node:fs";
import { sql } from "kysely";
import { holdAlone } from "./hold-alone";
import { isPostgres, openReadOnly } from "./open";
import { sqliteFile } from "./sqlite-file";

function whySqliteInUse(file: string): string | null {
  if (!existsSync(file)) return null;
  try {
    holdAlone(file).letGo();
    return null;
  } catch (error) {
    return (error as Error).message;
  }
}

/** What keeps this process from being alone with the database at `url`, as the end of a sentence; null when nothing does. */
export async function whyInUse(url: string): Promise<string | null> {
  if (!isPostgres(url)) return whySqliteInUse(sqliteFile(url));
  const db = await openReadOnly(url);
  try {
    const { rows } = await sql<{ others: number }>`
      select count(*) as others from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid()
        and application_name = current_setting('application_name')`.execute(db);
    return (rows[0]?.others ?? 0) > 0 ? "a console is running on this database: stop that first" : null;
  } finally {
    await db.destroy();
  }
}
