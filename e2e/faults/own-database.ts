import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { Pool } from "pg";

async function onServer(url: string, statement: string): Promise<void> {
  const pool = new Pool({ connectionString: url, max: 1 });
  await pool.query(statement).finally(() => pool.end());
}

/** A database of this run's own: a file in `folder`, or on the PostgreSQL server that `server` names. `drop` takes it away. */
export async function createDatabase(folder: string, server: string | undefined) {
  if (!server) return { name: "SQLite", url: `file:${join(folder, "console.db")}`, drop: async () => {} };
  const database = `faults_${randomUUID().replaceAll("-", "")}`;
  await onServer(server, `create database ${database}`);
  const url = new URL(server);
  url.pathname = `/${database}`;
  const drop = () => onServer(server, `drop database ${database} with (force)`);
  return { name: "PostgreSQL", url: url.href, drop };
}
