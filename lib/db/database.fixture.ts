import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Kysely, sql } from "kysely";
import { Pool } from "pg";
import { onTestFinished } from "vitest";
import { openDatabase } from "./open";
import type { Schema } from "./schema";

const postgresUrl = process.env.TEST_POSTGRES_URL;

async function newSqliteUrl(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "console-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return `file:${join(folder, "data", "console.db")}`;
}

const prefix = process.env.TEST_DATABASE_PREFIX ?? "";

async function onServer<Value>(work: (pool: Pool) => Promise<Value>): Promise<Value> {
  // One connection, so that what it locks is unlocked by the same.
  const pool = new Pool({ connectionString: postgresUrl, max: 1 });
  try {
    return await work(pool);
  } finally {
    await pool.end();
  }
}

function urlOf(name: string): string {
  const url = new URL(postgresUrl as string);
  url.pathname = `/${name}`;
  return url.href;
}

async function newPostgresUrl(template = "template1"): Promise<string> {
  const name = `${prefix}${crypto.randomUUID().replaceAll("-", "")}`;
  await onServer((pool) => pool.query(`create database ${name} template ${template}`));
  onTestFinished(() => onServer((pool) => pool.query(`drop database ${name} with (force)`)).then(() => {}));
  return urlOf(name);
}

let migrated: Promise<string> | undefined;

/** A database that is migrated once for all tests: to copy it takes a tenth of the time of migrating another. */
function migratedTemplate(): Promise<string> {
  const name = `${prefix}migrated`;
  migrated ??= onServer(async (pool) => {
    await pool.query("select pg_advisory_lock(hashtext($1))", [name]);
    const { rowCount } = await pool.query("select 1 from pg_database where datname = $1", [name]);
    if (rowCount === 0) {
      await pool.query(`create database ${name}`);
      await (await openDatabase(urlOf(name))).destroy();
    }
    return name;
  });
  return migrated;
}

const newMigratedUrl = async () => newPostgresUrl(await migratedTemplate());

/**
 * The databases to test on. Each URL is a new one that holds nothing, `newUrl` of PostgreSQL with its tables already made,
 * `newBareUrl` without any. A test file that imports one of them by name runs on that alone (vitest.config.ts).
 */
export const sqlite = { type: "sqlite", newUrl: newSqliteUrl, newBareUrl: newSqliteUrl } as const;
export const postgres = { type: "postgres", newUrl: newMigratedUrl, newBareUrl: () => newPostgresUrl() } as const;

/** The one that this run is on: SQLite, and for what runs on both (vitest.config.ts) once more PostgreSQL, where there is one. */
export const database = process.env.TEST_DATABASE === "postgres" ? postgres : sqlite;

/** A database of the test's own, migrated, gone when the test ends. */
export async function openTestDatabase(newUrl: () => Promise<string> = database.newUrl): Promise<Kysely<Schema>> {
  const db = await openDatabase(await newUrl());
  onTestFinished(() => db.destroy());
  return db;
}

export async function countMigrations(db: Kysely<Schema>): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*) as n from kysely_migration`.execute(db);
  return Number(rows[0]?.n);
}
