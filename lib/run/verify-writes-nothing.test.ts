import { copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { type Kysely, sql } from "kysely";
import { describe, expect, onTestFinished, test } from "vitest";
import { takeCheckpoint } from "@/lib/audit/checkpoint";
import { append, at, grant, view } from "@/lib/audit/record.fixture";
import { newFiles } from "@/lib/audit/tamper.fixture";
import { database, openTestDatabase } from "@/lib/db/database.fixture";
import { isSqlite } from "@/lib/db/dialect";
import { openReadOnly } from "@/lib/db/open";
import type { Schema } from "@/lib/db/schema";
import { sqliteFile } from "@/lib/db/sqlite-file";
import { runVerify } from "./run-verify.fixture";

type Db = Kysely<Schema>;
const OLDER =
  /^The record could not be verified: the database is of an older version of this console: .* up to date\.\n$/;
const NEWER =
  /^The record could not be verified: the database is of a newer version of this console, .* can read it\.\n$/;

async function openRecord() {
  const [url, files] = [await database.newUrl(), newFiles()];
  const db = await openTestDatabase(async () => url);
  await append(db, view, grant);
  await takeCheckpoint(db, files, { last: null, now: at });
  const keys = { AUDIT_KEY_FILE: files.keyFile, AUDIT_CHECKPOINT_FILE: files.checkpointFile };
  return { db, url, verify: (of = url) => runVerify({ ...process.env, DATABASE_URL: of, ...keys }) };
}

/** Every table with its columns, every trigger and every index, and which migrations were done. */
async function readSchema(db: Db) {
  const parts = isSqlite(db)
    ? sql`select type, name, sql as text from sqlite_master order by type, name`
    : sql`select 'column' as type, table_name || '.' || column_name as name, data_type as text from information_schema.columns where table_schema = 'public'
        union all select 'index', indexname, indexdef from pg_indexes where schemaname = 'public'
        union all select 'trigger', trigger_name, event_manipulation from information_schema.triggers order by 1, 2, 3`;
  const done = sql`select name, timestamp from kysely_migration order by name`;
  return [(await parts.execute(db)).rows, (await done.execute(db)).rows];
}

describe("verifying", () => {
  test("what an older version left is not brought up to date, but refused in a sentence", async () => {
    const { db, verify } = await openRecord();
    await sql`delete from kysely_migration where name = '0026-audit-counts'`.execute(db);
    const before = await readSchema(db);
    expect(verify()).toEqual([1, expect.stringMatching(OLDER)]);
    expect(await readSchema(db)).toEqual(before);
  });

  test("so is what a newer version left", async () => {
    const { db, verify } = await openRecord();
    await sql`insert into kysely_migration (name, timestamp) values ('9999-later', '2031-01-01')`.execute(db);
    const before = await readSchema(db);
    expect(verify()).toEqual([1, expect.stringMatching(NEWER)]);
    expect(await readSchema(db)).toEqual(before);
  });

  test("in an empty database nothing is made", async () => {
    const url = await database.newBareUrl();
    if (url.startsWith("file:")) {
      mkdirSync(dirname(sqliteFile(url)));
      writeFileSync(sqliteFile(url), "");
    }
    const { verify } = await openRecord();
    expect(verify(url)).toEqual([1, expect.stringContaining("the database holds nothing of this console.")]);
    const db = await openReadOnly(url);
    onTestFinished(() => db.destroy());
    expect(await db.introspection.getTables({ withInternalKyselyTables: true })).toEqual([]);
  });

  test("a sound record is read, and the handle it is read by writes nothing", async () => {
    const { db, url, verify } = await openRecord();
    const before = await readSchema(db);
    expect(verify()).toEqual([0, expect.stringMatching(/^Sound: events 1 to 2 /)]);
    expect(await readSchema(db)).toEqual(before);
    const reader = await openReadOnly(url);
    onTestFinished(() => reader.destroy());
    await expect(append(reader, view)).rejects.toThrow(/read-?only/);
    await expect(sql`create table another (id text)`.execute(reader)).rejects.toThrow(/read-?only/);
    expect(await readSchema(db)).toEqual(before);
  });
});

test.runIf(database.type === "sqlite")(
  "the file of a console that was killed stays byte for byte, and so does its log, which is read with it",
  async () => {
    const { url, verify } = await openRecord();
    const left = join(dirname(sqliteFile(url)), "left 100%?");
    mkdirSync(left);
    const files = ["console.db", "console.db-wal"];
    for (const file of files) copyFileSync(join(dirname(sqliteFile(url)), file), join(left, file));
    const before = files.map((file) => readFileSync(join(left, file)));
    expect(before[1]?.length).toBeGreaterThan(0);
    expect(verify(`file:${join(left, "console.db")}`)).toEqual([0, expect.stringMatching(/^Sound: events 1 to 2 /)]);
    expect(readdirSync(left)).toEqual(expect.arrayContaining(files));
    expect(files.map((file) => readFileSync(join(left, file)).equals(before[files.indexOf(file)] as Buffer))).toEqual([
      true,
      true,
    ]);
  },
);
