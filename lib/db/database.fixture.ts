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

async function newPostgresUrl(): Promise<string> {
  const schema = `${process.env.TEST_SCHEMA_PREFIX}${crypto.randomUUID().replaceAll("-", "")}`;
  const pool = new Pool({ connectionString: postgresUrl, max: 1 });
  await pool.query(`create schema ${schema}`);
  await pool.end();
  const url = new URL(postgresUrl as string);
  url.searchParams.set("options", `-c search_path=${schema}`);
  return url.href;
}

/** The databases to test on: an SQLite file always, PostgreSQL when TEST_POSTGRES_URL names one. Each call is a new, empty one. */
export const dialects = [
  { name: "SQLite" as const, type: "sqlite" as const, given: true, newUrl: newSqliteUrl },
  { name: "PostgreSQL" as const, type: "postgres" as const, given: Boolean(postgresUrl), newUrl: newPostgresUrl },
];

/** A database of the test's own, migrated, gone when the test ends. */
export async function openTestDatabase(newUrl: () => Promise<string> = newSqliteUrl): Promise<Kysely<Schema>> {
  const db = await openDatabase(await newUrl());
  onTestFinished(() => db.destroy());
  return db;
}

export async function countMigrations(db: Kysely<Schema>): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*) as n from kysely_migration`.execute(db);
  return Number(rows[0]?.n);
}
