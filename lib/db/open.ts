import "server-only";
import { pathToFileURL } from "node:url";
import { Kysely, PostgresDialect } from "kysely";
import Database from "libsql";
import { Pool, types } from "pg";
import { log } from "@/lib/log/log";
import { ImmediateSqliteDialect } from "./dialect";
import { keepStatements } from "./keep-statements";
import { makePrivate } from "./make-private";
import { migrate } from "./migrate";
import type { Schema } from "./schema";
import { sqliteFile } from "./sqlite-file";

const BUSY_MS = 10_000;
const POOL_SIZE = 10;
const CONNECT_MS = 10_000;
const INT8 = 20;

export const isPostgres = (url: string): boolean => /^postgres(ql)?:\/\//.test(url);

/** Opens `file:path` (SQLite, folder made when missing) or `postgres://...` and migrates it. The caller destroys it. */
export async function openDatabase(url: string): Promise<Kysely<Schema>> {
  return isPostgres(url) ? openPostgres(url) : openSqlite(sqliteFile(url));
}

/**
 * The same for whoever only reads: nothing is made, migrated or written, and the database itself refuses to. What is there may
 * be of another version (whyNotThisVersion). The caller destroys it.
 */
export async function openReadOnly(url: string): Promise<Kysely<Schema>> {
  if (isPostgres(url)) return connectPostgres(url, "set session characteristics as transaction read only");
  // SQLite would also empty its log into the file as it closes: not by a handle that is read-only.
  const database = new Database(`${pathToFileURL(sqliteFile(url))}?mode=ro`);
  database.exec(`PRAGMA busy_timeout = ${BUSY_MS}`);
  return connectSqlite(database);
}

function connectPostgres(url: string, first?: string): Kysely<Schema> {
  const pool = new Pool({
    connectionString: url,
    max: POOL_SIZE,
    connectionTimeoutMillis: CONNECT_MS,
    types: {
      getTypeParser: (oid: number, format?: "text" | "binary") =>
        oid === INT8 && format !== "binary" ? Number : types.getTypeParser(oid, format as "text"),
    },
    ...(first && { onConnect: async (client) => void (await client.query(first)) }),
  });
  // An idle connection that the server closes must not end the process; the next query opens another.
  pool.on("error", (error) => log.error("A connection to the database was lost.", { fault: error }));
  return new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) });
}

const connectSqlite = (database: Database.Database) =>
  new Kysely<Schema>({ dialect: new ImmediateSqliteDialect({ database: keepStatements(database) }) });

async function openPostgres(url: string): Promise<Kysely<Schema>> {
  const db = connectPostgres(url);
  try {
    await migrate(db);
  } catch (error) {
    await db.destroy();
    throw error;
  }
  return db;
}

async function openSqlite(file: string): Promise<Kysely<Schema>> {
  // SQLite gives the files beside it the same rights.
  makePrivate(file);
  const database = new Database(file);
  database.exec(`PRAGMA busy_timeout = ${BUSY_MS}`);
  database.exec(
    "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA secure_delete = ON",
  );
  const db = connectSqlite(database);
  // Kysely takes no lock on SQLite: this one makes a second process wait, and a migration whole or not at all.
  database.exec("BEGIN IMMEDIATE");
  try {
    await migrate(db);
    database.exec("COMMIT");
  } catch (error) {
    if (database.inTransaction) database.exec("ROLLBACK");
    await db.destroy();
    throw error;
  }
  return db;
}
