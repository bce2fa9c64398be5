import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { sql } from "kysely";
import { describe, expect, onTestFinished, test } from "vitest";
import { countMigrations, database, openTestDatabase } from "./database.fixture";
import { openDatabase } from "./open";

const migrations = fileURLToPath(new URL("migrations", import.meta.url));
const openOnce = fileURLToPath(new URL("open-once.fixture.ts", import.meta.url));

/** Processes that are loaded and all begin to open `url` at the same word. Their exit codes. */
async function openAtOnce(url: string, count: number): Promise<number[]> {
  const processes = Array.from({ length: count }, () =>
    spawn(process.execPath, ["--conditions=react-server", "--import", "tsx", openOnce, url], {
      stdio: ["pipe", "pipe", "inherit"],
    }),
  );
  await Promise.all(processes.map(({ stdout }) => once(stdout, "data")));
  const exits = processes.map(async (child) => Number((await once(child, "exit"))[0]));
  for (const { stdin } of processes) stdin.write("go");
  return Promise.all(exits);
}

describe("opening a database", () => {
  test("four processes at once on an empty database migrate it once", async () => {
    const url = await database.newBareUrl();
    expect(await openAtOnce(url, 4)).toEqual([0, 0, 0, 0]);
    const db = await openDatabase(url);
    onTestFinished(() => db.destroy());
    expect(await countMigrations(db)).toBe(readdirSync(migrations).length);
  });

  test("opening again keeps what was written", async () => {
    const url = await database.newBareUrl();
    const first = await openDatabase(url);
    const setting = { key: "a", value: "1", updated_at: "2026-03-14T09:30:00.000Z", updated_by: "console" };
    await first.insertInto("setting").values(setting).execute();
    await first.destroy();
    const second = await openDatabase(url);
    onTestFinished(() => second.destroy());
    expect(await second.selectFrom("setting").selectAll().execute()).toEqual([setting]);
  });

  test("a count is a number, not a text", async () => {
    const db = await openTestDatabase(database.newBareUrl);
    const row = await db
      .selectFrom("operation")
      .select((expression) => expression.fn.countAll<number>().as("count"))
      .executeTakeFirstOrThrow();
    expect(row.count).toBe(0);
  });
});

test.runIf(database.type === "sqlite")("on SQLite a commit is on the disk before it is answered", async () => {
  const db = await openTestDatabase();
  const { rows: journal } = await sql<{ journal_mode: string }>`pragma journal_mode`.execute(db);
  const { rows: flush } = await sql<{ synchronous: number }>`pragma synchronous`.execute(db);
  const { rows: keys } = await sql<{ foreign_keys: number }>`pragma foreign_keys`.execute(db);
  expect([journal[0]?.journal_mode, flush[0]?.synchronous, keys[0]?.foreign_keys]).toEqual(["wal", 2, 1]);
});
