import "server-only";
import { type Kysely, Migrator, sql } from "kysely";
import { isSqlite } from "./dialect";
import * as journal from "./migrations/0001-journal";
import * as agents from "./migrations/0002-agents";
import * as oneAtATime from "./migrations/0003-one-write-at-a-time";
import * as team from "./migrations/0004-team";
import * as audit from "./migrations/0005-audit";
import * as hashedSessions from "./migrations/0006-hashed-sessions";
import * as activity from "./migrations/0007-activity";
import * as passwordLinks from "./migrations/0008-password-links";
import * as stepUp from "./migrations/0009-step-up";
import * as auditSearch from "./migrations/0010-audit-search";
import * as quota from "./migrations/0011-quota";
import * as limits from "./migrations/0012-limits";
import * as secondFactor from "./migrations/0013-second-factor";
import * as sso from "./migrations/0014-sso";
import * as approvals from "./migrations/0015-approvals";
import * as emergency from "./migrations/0016-emergency";
import * as erasure from "./migrations/0017-erasure";
import * as textSearch from "./migrations/0018-text-search";
import * as auditArchive from "./migrations/0019-audit-archive";
import * as elevationSession from "./migrations/0023-elevation-session";
import * as moreBeginnings from "./migrations/0024-more-beginnings";
import * as auditReason from "./migrations/0025-audit-reason";
import * as auditCounts from "./migrations/0026-audit-counts";
import * as checks from "./migrations/0027-checks";
import * as alerts from "./migrations/0028-alerts";
import * as undo from "./migrations/0029-undo";
import * as mayLand from "./migrations/0030-may-land";

const migrations = {
  "0001-journal": journal,
  "0002-agents": agents,
  "0003-one-write-at-a-time": oneAtATime,
  "0004-team": team,
  "0005-audit": audit,
  "0006-hashed-sessions": hashedSessions,
  "0007-activity": activity,
  "0008-password-links": passwordLinks,
  "0009-step-up": stepUp,
  "0010-audit-search": auditSearch,
  "0011-quota": quota,
  "0012-limits": limits,
  "0013-second-factor": secondFactor,
  "0014-sso": sso,
  "0015-approvals": approvals,
  "0016-emergency": emergency,
  "0017-erasure": erasure,
  "0018-text-search": textSearch,
  "0019-audit-archive": auditArchive,
  "0023-elevation-session": elevationSession,
  "0024-more-beginnings": moreBeginnings,
  "0025-audit-reason": auditReason,
  "0026-audit-counts": auditCounts,
  "0027-checks": checks,
  "0028-alerts": alerts,
  "0029-undo": undo,
  "0030-may-land": mayLand,
};

/** Where a PostgreSQL connection makes its tables: without it Kysely takes the migrations of any other schema for ours. */
async function findSchema<Tables>(db: Kysely<Tables>): Promise<string | undefined> {
  if (isSqlite(db)) return;
  const { rows } = await sql<{ name: string | null }>`select current_schema() as name`.execute(db);
  return rows[0]?.name ?? undefined;
}

/** Brings the tables up to date, throws when it cannot. PostgreSQL: safe for processes that start at once. SQLite: see openDatabase. */
export async function migrate<Tables>(db: Kysely<Tables>): Promise<void> {
  const schema = await findSchema(db);
  const provider = { getMigrations: async () => migrations };
  const migrator = new Migrator({ db, provider, ...(schema && { migrationTableSchema: schema }) });
  const { error } = await migrator.migrateToLatest();
  if (error) throw error;
}

const TABLE = "kysely_migration";

/** Of which version of the console a database is: "none" holds nothing of it, "older" is brought up to date when it is opened. */
export async function findVersion<Tables>(db: Kysely<Tables>): Promise<"none" | "older" | "this" | "newer"> {
  const schema = await findSchema(db);
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true });
  if (!tables.some((table) => table.name === TABLE && table.schema === schema)) return "none";
  const { rows } = await sql<{ name: string }>`select name from ${sql.table(TABLE)}`.execute(db);
  const done = new Set(rows.map(({ name }) => name));
  if ([...done].some((name) => !(name in migrations))) return "newer";
  return Object.keys(migrations).every((name) => done.has(name)) ? "this" : "older";
}

export const HOLDS_NOTHING = "the database holds nothing of this console";
export const IS_NEWER = "the database is of a newer version of this console, and only that one can read it";

/** What keeps this version from reading a database that it did not migrate, as the end of a sentence; null when nothing does. */
export async function whyNotThisVersion<Tables>(db: Kysely<Tables>): Promise<string | null> {
  switch (await findVersion(db)) {
    case "none":
      return HOLDS_NOTHING;
    case "newer":
      return IS_NEWER;
    case "older":
      return "the database is of an older version of this console: read it with that one, or start this one once, which brings it up to date";
    default:
      return null;
  }
}
