import { renameSync, truncateSync } from "node:fs";
import { sql } from "kysely";
import { expect, test } from "vitest";
import { database } from "@/lib/db/database.fixture";
import { sqliteFile } from "@/lib/db/sqlite-file";
import { watchLog } from "@/lib/log/log.fixture";
import { openWorld } from "@/lib/operations/world.fixture";

const { isReady, readHealth } = await import("./read-health");
const { markRestored } = await import("@/lib/restore/backup-mark");
const { noticeRestore } = await import("@/lib/restore/notice-restore");

const MINUTE = 60_000;
const start = Date.parse("2026-03-14T12:00:00Z");
const partAt = async (ms: number, id: string) =>
  (await readHealth(new Date(start + ms))).find((part) => part.id === id);

const onSqlite = test.runIf(database.type === "sqlite");

onSqlite(
  "a console whose database file was taken away or put in another's place is not ready, and says so",
  async () => {
    const { url } = await openWorld();
    const file = sqliteFile(url);
    expect(await isReady()).toBe(true);
    renameSync(file, `${file}.moved`);
    expect(await isReady()).toBe(false);
    expect(await partAt(0, "database")).toMatchObject({
      state: "degraded",
      says: expect.stringContaining("is not the one any more that this console opened"),
    });
    renameSync(`${file}.moved`, file);
    expect(await isReady()).toBe(true);
  },
);

onSqlite("a console whose database lost what stands in it is not ready", async () => {
  const { db, url } = await openWorld();
  await sql`pragma wal_checkpoint(truncate)`.execute(db);
  await sql`pragma cache_size = 0`.execute(db);
  truncateSync(sqliteFile(url), 4096);
  expect(await isReady()).toBe(false);
});

onSqlite("a database that can be read and takes nothing needs a look, and is asked anew after a minute", async () => {
  const { db } = await openWorld();
  expect(await partAt(0, "database")).toMatchObject({ state: "well", says: expect.stringContaining("takes") });
  await sql`pragma query_only = on`.execute(db);
  expect(await partAt(2 * MINUTE, "database")).toMatchObject({
    state: "degraded",
    says: expect.stringMatching(/^The database can be read but takes nothing, so nothing is sent to Adapty/),
    todo: expect.stringContaining("full"),
  });
  expect(await isReady()).toBe(true);
  await sql`pragma query_only = off`.execute(db);
  expect(await partAt(4 * MINUTE, "database")).toMatchObject({ state: "well" });
});

test("while a restore is being settled it stands among the rest, and goes by itself", async () => {
  const { db } = await openWorld();
  expect(await partAt(0, "restore")).toBeUndefined();
  const of = "2026-03-14T03:00:00.000Z";
  await markRestored(db, { of }, new Date(start));
  await noticeRestore(db, "/nowhere/checkpoints.jsonl", new Date(start));
  expect(await partAt(0, "restore")).toMatchObject({
    state: "degraded",
    says: expect.stringMatching(/^The database was restored from a backup, and nothing is sent to Adapty until/),
    todo: expect.stringMatching(/by itself/),
    since: start,
  });
});

onSqlite(
  "however many ask while the database hangs, it is asked once, and the log tells each change once",
  async () => {
    const { db } = await openWorld();
    expect(await isReady()).toBe(true);
    let asked = 0;
    const counted = db.withPlugin({
      transformQuery: ({ node }) => {
        asked += 1;
        return node;
      },
      transformResult: async ({ result }) => result,
    });
    (globalThis as { consoleDatabase?: unknown }).consoleDatabase = Promise.resolve(counted);
    const lines = watchLog();
    let letGo = () => {};
    // While one transaction is open everything else on the handle waits.
    const held = db.transaction().execute(() => new Promise<void>((resolve) => (letGo = resolve)));
    for (let round = 0; round < 2; round += 1) {
      const answers = await Promise.all(Array.from({ length: 50 }, () => isReady()));
      expect(new Set(answers)).toEqual(new Set([false]));
    }
    expect(asked).toBe(1);
    letGo();
    await held;
    expect(await isReady()).toBe(true);
    expect(await isReady()).toBe(true);
    expect(lines.map(({ level, msg }) => `${level} ${msg}`)).toEqual([
      "error The database does not answer.",
      "info The database answers again.",
    ]);
  },
);
