import { appendFileSync, copyFileSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { type Kysely, sql } from "kysely";
import { describe, expect, test } from "vitest";
import { database, openTestDatabase } from "@/lib/db/database.fixture";
import { openDatabase } from "@/lib/db/open";
import type { Schema } from "@/lib/db/schema";
import { takeCheckpoint } from "./checkpoint";
import { erasePersonal } from "./erase";
import { append, at, grant, readEvents, view } from "./record.fixture";
import { openSigningKey } from "./signing-key";
import { newFiles, openUnlocked, remove } from "./tamper.fixture";
import { exitCodes, sayVerdict } from "./verdict";
import { verifyRecord } from "./verify";

type Db = Kysely<Schema>;

describe("verifying the record", () => {
  test("an untouched record is sound, and so is an empty one", async () => {
    const { db, files, verdict } = await openUnlocked();
    expect(await verifyRecord(db, files)).toEqual({
      events: 6,
      found: { verdict: "sound", first: 1, last: 6, covered: 4 },
    });
    await remove(db, 1, 2, 3, 4, 5, 6);
    writeFileSync(files.checkpointFile, "");
    expect(await verdict()).toMatchObject({ verdict: "sound", last: 0 });
  });

  test.each([
    ["at the start", [1], { verdict: "cut_middle", from: 1, to: 1 }],
    ["in the middle", [2, 3], { verdict: "cut_middle", from: 2, to: 3 }],
    ["at the end", [4, 5, 6], { verdict: "cut_end", after: 3, upTo: 4 }],
  ])("what is missing %s is told apart", async (_, seqs, found) => {
    const { db, verdict } = await openUnlocked();
    await remove(db, ...seqs);
    expect(await verdict()).toEqual(found);
  });

  test("an event cut behind the last checkpoint is missed by what it left beside the chain", async () => {
    const { db, verdict } = await openUnlocked();
    await db.deleteFrom("audit_event").where("seq", "=", 6).execute();
    expect(await verdict()).toEqual({ verdict: "cut_end", after: 5, upTo: 6 });
  });

  test("erasing a customer keeps the chain sound, once, and is itself recorded", async () => {
    const [db, files] = [await openTestDatabase(), newFiles()];
    await append(db, grant, { ...grant, target: { ...grant.target, id: "another" } });
    const erasure = {
      actor: { id: "adam", email: "adam@practice.example", role: "admin" },
      target: grant.target,
      now: at,
    };
    for (const _twice of [1, 2]) await db.transaction().execute((trx) => erasePersonal(trx, erasure));
    await takeCheckpoint(db, files, { last: null, now: at });
    const subjects = await db
      .selectFrom("audit_personal")
      .selectAll()
      .where("part", "=", "subject")
      .orderBy("seq")
      .execute();
    expect(subjects).toMatchObject([
      { seq: 1, salt: null, body: null, erased_by: 3 },
      { seq: 2, body: expect.stringContaining("Zoë"), erased_by: null },
    ]);
    expect((await readEvents(db))[2]).toMatchObject({
      action: "personal.erase",
      actor_id: "adam",
      target_id: grant.target.id,
    });
    expect(await verifyRecord(db, files)).toMatchObject({ found: { verdict: "sound" }, events: 4 });
  });
});

test.runIf(database.type === "sqlite")(
  "a file rolled back to yesterday is cut at the end, and rewritten once it was written to again",
  async () => {
    const url = await database.newUrl();
    const file = url.replace("file:", "");
    const files = newFiles();
    const onFile = async (act: (db: Db) => Promise<unknown>) => {
      const db = await openDatabase(url);
      await act(db);
      await sql`pragma wal_checkpoint(truncate)`.execute(db);
      const { found } = await verifyRecord(db, files);
      await db.destroy();
      return found;
    };
    await onFile((db) => append(db, view, grant));
    copyFileSync(file, `${file}.yesterday`);
    expect(
      await onFile(async (db) => {
        await append(db, grant, view);
        await takeCheckpoint(db, files, { last: null, now: at });
      }),
    ).toMatchObject({ verdict: "sound", last: 4, covered: 4 });
    copyFileSync(`${file}.yesterday`, file);
    expect(await onFile(async () => {})).toEqual({ verdict: "cut_end", after: 2, upTo: 4 });
    expect(await onFile((db) => append(db, view, view, view))).toEqual({ verdict: "rewritten", from: 1, to: 4 });
  },
);

test("without a checkpoint that this key signed nothing is proven", async () => {
  const { files, verdict } = await openUnlocked();
  expect(statSync(files.keyFile).mode & 0o777).toBe(0o600);
  const held = readFileSync(files.checkpointFile, "utf8");
  writeFileSync(files.checkpointFile, "");
  expect(await verdict()).toMatchObject({ verdict: "unanchored" });
  writeFileSync(files.checkpointFile, held.replace('"seq":4', '"seq":3'));
  expect(await verdict()).toMatchObject({ verdict: "unanchored" });
  writeFileSync(files.checkpointFile, held);
  appendFileSync(files.checkpointFile, "{}\n");
  expect(await verdict()).toMatchObject({ verdict: "unanchored", why: expect.stringContaining("line 2") });
  writeFileSync(files.checkpointFile, held);
  rmSync(files.keyFile);
  openSigningKey(files.keyFile);
  expect(await verdict()).toMatchObject({ verdict: "unanchored", why: expect.stringContaining("line 1") });
});

test("each verdict has a sentence and an exit code of its own", () => {
  expect(new Set(Object.values(exitCodes)).size).toBe(7);
  expect(sayVerdict({ verdict: "sound", first: 1, last: 6, covered: 4 })).toBe(
    "Sound: events 1 to 6 as written and signed; the last 2 came after the newest checkpoint.",
  );
  expect(sayVerdict({ verdict: "cut_end", after: 3, upTo: 4 })).toMatch(/^Cut at the end: event 4 missing/);
});
