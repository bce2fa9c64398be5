import { randomUUID } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Pool } from "pg";
import { run } from "./processes";

/** Runs one of the scripts beside this file, which knows the console's own code, and reads what it found. */
export async function runBeside<Result>(file: string, folder: string, env: Record<string, string>): Promise<Result> {
  const result = join(folder, `${randomUUID()}.json`);
  const args = ["--conditions=react-server", "--import", "tsx", join("e2e", "bench", file)];
  await run({ args, env: { ...env, FOLDER: folder, RESULT: result } });
  return JSON.parse(readFileSync(result, "utf8")) as Result;
}

export async function inFolder<Value>(use: (folder: string) => Promise<Value>): Promise<Value> {
  const folder = mkdtempSync(join(tmpdir(), "console-bench-"));
  try {
    return await use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** New and empty PostgreSQL schemas as addresses, gone afterwards. */
async function inSchemas<Value>(
  server: string,
  count: number,
  use: (urls: string[]) => Promise<Value>,
): Promise<Value> {
  const pool = new Pool({ connectionString: server });
  const schemas = Array.from({ length: count }, () => `bench_${randomUUID().replaceAll("-", "")}`);
  try {
    for (const schema of schemas) await pool.query(`create schema ${schema}`);
    const urls = schemas.map((schema) => {
      const url = new URL(server);
      url.searchParams.set("options", `-c search_path=${schema}`);
      return url.href;
    });
    return await use(urls);
  } finally {
    for (const schema of schemas) await pool.query(`drop schema if exists ${schema} cascade`);
    await pool.end();
  }
}

/** Measures on SQLite, each time in so many new databases; on PostgreSQL, too, when TEST_POSTGRES_URL names a server. */
export async function onEach<Found>(
  databases: number,
  measure: (database: string, urls: string[]) => Promise<Found[]>,
): Promise<Found[]> {
  const server = process.env.TEST_POSTGRES_URL;
  const files = Array.from({ length: databases }, (_, at) => `${at}.db`);
  return [
    ...(await inFolder((folder) =>
      measure(
        "SQLite",
        files.map((file) => `file:${join(folder, file)}`),
      ),
    )),
    ...(server ? await inSchemas(server, databases, (urls) => measure("PostgreSQL", urls)) : []),
  ];
}
