import "server-only";
import type { Socket } from "node:net";
import { pathToFileURL } from "node:url";
import { Kysely, PostgresDialect } from "kysely";
import Database from "libsql";
import { Pool, types } from "pg";
import { log } from "@/lib/log/log";
import { ImmediateSqliteDialect } from "./dialect";
import { noteFile } from "./file-in-place";
import { keepStatements } from "./keep-statements";
import { BUSY_MS, CONNECT_MS, SILENT_MS } from "./limits";
import { makePrivate } from "./make-private";
import { migrate } from "./migrate";
import type { Schema } from "./schema";
import { sqliteFile } from "./sqlite-file";
import { whileBusy } from "./while-busy";

const POOL_SIZE = 10;
const INT8 = 20;

/** What a session of PostgreSQL begins with. One whose console is gone in the middle of a step lets go of what it holds. */
const WAITS = `set lock_timeout = ${BUSY_MS}; set idle_in_transaction_session_timeout = ${SILENT_MS}`;
const READS_ONLY = `${WAITS}; set session characteristics as transaction read only`;
/** To bring many rows up to date, or to wait for another console that does, may take any time. */
const WAITS_LONG = "set lock_timeout = 0; set statement_timeout = 0";

export const isPostgres = (url: string): boolean => /^postgres(ql)?:\/\//.test(url);

/** Opens `file:path` (SQLite, folder made when missing) or `postgres://...` and migrates it. The caller destroys it. */
export async function openDatabase(url: string): Promise<Kysely<Schema>> {
  return isPostgres(url) ? openPostgres(url) : openSqlite(sqliteFile(url));
}

/**
 * Opens a database for whoever only reads: nothing is made, migrated or written, and the database itself refuses to. What is there may
 * be of another version (whyNotThisVersion). The caller destroys it.
 */
export async function openReadOnly(url: string): Promise<Kysely<Schema>> {
  if (isPostgres(url)) return connectPostgres(url, READS_ONLY);
  // SQLite would also empty its log into the file as it closes: not by a handle that is read-only.
  const database = new Database(`${pathToFileURL(sqliteFile(url))}?mode=ro`);
  database.exec(`PRAGMA busy_timeout = ${BUSY_MS}`);
  return connectSqlite(database);
}

function connectPostgres(url: string, first: string, silentMs = SILENT_MS): Kysely<Schema> {
  const pool = new Pool({
    // By this name one console knows another on the same server.
    application_name: "support-console",
    connectionString: url,
    max: POOL_SIZE,
    connectionTimeoutMillis: CONNECT_MS,
    types: {
      getTypeParser: (oid: number, format?: "text" | "binary") =>
        oid === INT8 && format !== "binary" ? Number : types.getTypeParser(oid, format as "text"),
    },
    onConnect: async (client) => {
      // A server that is gone without a word would be waited for without end.
      const { stream } = (client as unknown as { connection: { stream: Socket } }).connection;
      stream.setTimeout(silentMs, () => stream.destroy(new Error("the database says nothing")));
      await client.query(first);
    },
  });
  // An idle connection that the server closes must not end the process; the next query opens another.
  pool.on("error", (error) => log.error("A connection to the database was lost.", { fault: error }));
  // Nor must one that is lost in the middle of a query, which fails then and says so.
  pool.on("connect", (client) => client.on("error", () => {}));
  return new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) });
}

const connectSqlite = (database: Database.Database) =>
  new Kysely<Schema>({ dialect: new ImmediateSqliteDialect({ database: keepStatements(database) }) });

async function openPostgres(url: string): Promise<Kysely<Schema>> {
  const migrating = connectPostgres(url, WAITS_LONG, 0);
  try {
    await migrate(migrating);
  } finally {
    await migrating.destroy();
  }
  return connectPostgres(url, WAITS);
}

function openSqlite(file: string): Promise<Kysely<Schema>> {
  // SQLite gives the files beside it the same rights.
  makePrivate(file);
  // Who opens it while another brings it back after a crash is not made to wait, but turned away.
  return whileBusy(() => openFile(file));
}

async function openFile(file: string): Promise<Kysely<Schema>> {
  const database = new Database(file);
  const db = connectSqlite(database);
  try {
    database.exec(`PRAGMA busy_timeout = ${BUSY_MS}`);
    database.exec(
      "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA secure_delete = ON",
    );
    // Kysely takes no lock on SQLite: this one makes a second process wait, and a migration whole or not at all.
    database.exec("BEGIN IMMEDIATE");
    await migrate(db);
    database.exec("COMMIT");
    // From here on the dialect waits, which lets others go on meanwhile.
    database.exec("PRAGMA busy_timeout = 0");
    noteFile(db, file);
  } catch (error) {
    if (database.inTransaction) database.exec("ROLLBACK");
    await db.destroy();
    throw error;
  }
  return db;
}
