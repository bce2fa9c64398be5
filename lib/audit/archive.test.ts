import { chmodSync, mkdirSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from "node:fs";
import type { Kysely } from "kysely";
import { describe, expect, test } from "vitest";
import { openTestDatabase } from "@/lib/db/database.fixture";
import type { Schema } from "@/lib/db/schema";
import { archivePath } from "./archive-file";
import { archiveOld, monthsBefore } from "./archive-old";
import { takeCheckpoint } from "./checkpoint";
import { erasePersonal } from "./erase";
import { splitLines } from "./export-lines";
import { record } from "./record";
import { grant, readEvents, view } from "./record.fixture";
import { readVerifyingKey } from "./signing-key";
import { newFiles, unlock } from "./tamper.fixture";
import { verifyRecord } from "./verify";
import { verifyExport } from "./verify-export";

type Db = Kysely<Schema>;
const then = new Date("2025-01-10T09:00:00.000Z");
const now = new Date("2026-03-14T09:30:00.000Z");

const recordAt = (db: Db, at: Date, ...events: (typeof view)[]) =>
  db.transaction().execute((trx) => record(trx, events, at));

/** Six events, the first four of them 14 months old, a checkpoint within those. */
async function open() {
  const files = newFiles();
  const db = await openTestDatabase();
  await recordAt(db, then, view, grant, grant);
  await takeCheckpoint(db, files, { last: null, now: then });
  await recordAt(db, then, view);
  await recordAt(db, now, grant, view);
  const archive = (most?: number) => archiveOld(db, files, { months: 13, now, ...(most && { most }) });
  return { db, files, archive, verdict: async () => (await verifyRecord(db, files)).found };
}

describe("archiving", () => {
  test("moves what is older into a signed file, without what it says of a person, and the whole stays sound", async () => {
    const { db, files, archive, verdict } = await open();
    const [archived] = await archive();
    expect(archived).toMatchObject({ first: 1, last: 4 });
    const text = readFileSync(archived?.path ?? "", "utf8");
    expect(text).not.toContain("Zoë");
    expect(statSync(archived?.path ?? "").mode & 0o777).toBe(0o400);
    expect(await verifyExport(splitLines([text]), readVerifyingKey(files.keyFile))).toEqual({
      events: 4,
      found: { verdict: "sound", first: 1, last: 4, covered: 4 },
    });
    expect((await readEvents(db)).map(({ seq, action }) => `${seq} ${action}`)).toEqual([
      "5 access.grant",
      "6 profile.view",
      "7 audit.archive",
    ]);
    for (const table of ["audit_personal", "audit_word"] as const) {
      expect(await db.selectFrom(table).select("seq").where("seq", "<", 5).execute()).toEqual([]);
    }
    expect(await verdict()).toEqual({ verdict: "sound", first: 1, last: 7, covered: 3, archived: 4 });
    expect(await archive()).toEqual([]);
  });

  test("goes on where the last archive ended, file by file, and erasing goes on, too", async () => {
    const { db, files, archive, verdict } = await open();
    expect((await archive(3)).map(({ first, last }) => [first, last])).toEqual([
      [1, 3],
      [4, 4],
    ]);
    const erasure = { actor: { id: "adam", role: "admin" }, target: grant.target, now };
    await db.transaction().execute((trx) => erasePersonal(trx, erasure));
    expect(await verdict()).toMatchObject({ verdict: "sound", archived: 4 });
    const later = new Date("2027-12-01T00:00:00.000Z");
    await recordAt(db, later, view);
    const all = await archiveOld(db, files, { months: 13, now: later });
    expect(all.map(({ first, last }) => [first, last])).toEqual([[5, 9]]);
    expect(await verdict()).toMatchObject({ verdict: "sound" });
    expect((await readEvents(db)).length).toBeGreaterThan(0);
  });

  test("done by several processes at once is done once", async () => {
    const { db, archive, verdict } = await open();
    const archived = (await Promise.all([archive(), archive(), archive()])).flat();
    expect(archived).toHaveLength(1);
    expect(await db.selectFrom("audit_archive").selectAll().execute()).toHaveLength(1);
    expect(await verdict()).toMatchObject({ verdict: "sound", archived: 4 });
  });

  test("lets nobody take out more, nor what no row of an archive names, nor change such a row", async () => {
    const { db, archive } = await open();
    const cut = (seq: number) => db.deleteFrom("audit_event").where("seq", "=", seq).execute();
    await expect(cut(1)).rejects.toThrow(/only what is archived/);
    await archive();
    await expect(cut(5)).rejects.toThrow(/only what is archived/);
    await expect(db.deleteFrom("audit_personal").where("seq", "=", 5).execute()).rejects.toThrow(/only what/);
    await expect(db.deleteFrom("audit_archive").execute()).rejects.toThrow(/append-only/);
    await expect(db.updateTable("audit_archive").set({ last_seq: 6 }).execute()).rejects.toThrow(/append-only/);
    const row = {
      first_seq: 5,
      last_seq: 6,
      last_hash: "0".repeat(64),
      sealed: "{}",
      archived_at: now.toISOString(),
    };
    await expect(db.insertInto("audit_archive").values(row).execute()).rejects.toThrow(/follows the one before/);
  });

  test("a beginning taken out with a row that this key did not sign is missing", async () => {
    const { db, archive, verdict } = await open();
    await archive(3);
    const events = await readEvents(db);
    const [held] = await db.selectFrom("audit_archive").selectAll().orderBy("last_seq", "desc").limit(1).execute();
    if (!held) throw new Error("Nothing was archived.");
    const forged = { ...held, first_seq: 5, last_seq: 5, last_hash: events[0]?.hash ?? "" };
    await db.insertInto("audit_archive").values(forged).execute();
    await db.deleteFrom("audit_event").where("seq", "<=", 5).execute();
    expect(await verdict()).toEqual({ verdict: "cut_middle", from: 5, to: 5 });
  });

  test("a beginning taken out without an archive, or with its row gone, is missing", async () => {
    const { db, archive, verdict } = await open();
    await archive();
    await unlock(db);
    await db.deleteFrom("audit_archive").execute();
    expect(await verdict()).toEqual({ verdict: "cut_middle", from: 1, to: 4 });
  });

  test("an archive that is gone, cut or altered is found, and sound again once it is put back", async () => {
    const { archive, verdict } = await open();
    const path = (await archive())[0]?.path ?? "";
    renameSync(path, `${path}.away`);
    expect(await verdict()).toEqual({ verdict: "archive_missing", from: 1, to: 4 });
    renameSync(`${path}.away`, path);
    expect(await verdict()).toMatchObject({ verdict: "sound" });
    chmodSync(path, 0o600);
    const text = readFileSync(path, "utf8");
    const lines = text.split("\n");
    for (const [held, found] of [
      [text.replace('"outcome":"applied"', '"outcome":"denied"'), { verdict: "altered", at: 2 }],
      [lines.slice(0, 2).join("\n"), { verdict: "cut_middle", from: 3, to: 4 }],
      [lines.slice(0, 4).join("\n"), { verdict: "altered", at: 4 }],
      [lines.filter((_, index) => index !== 1).join("\n"), { verdict: "cut_middle", from: 2, to: 2 }],
      ["", { verdict: "cut_middle", from: 1, to: 4 }],
    ] as const) {
      writeFileSync(path, held);
      expect(await verdict()).toEqual(found);
    }
  });

  test("a record that is not sound is not archived, and nothing of it is taken out", async () => {
    const { db, files, archive } = await open();
    await unlock(db);
    await db.updateTable("audit_event").set({ outcome: "denied" }).where("seq", "=", 2).execute();
    await expect(archive()).rejects.toThrow("Altered at 2");
    expect(readdirSync(files.archiveFolder)).toEqual([]);
    expect(await readEvents(db)).toHaveLength(6);
  });

  test("nor is it while a file of that name holds something else", async () => {
    const { db, files, archive } = await open();
    mkdirSync(files.archiveFolder);
    writeFileSync(archivePath(files.archiveFolder, { first: 1, last: 4 }), "something else");
    await expect(archive()).rejects.toThrow("is not what was written to it");
    expect(await readEvents(db)).toHaveLength(6);
  });
});

test("months are those of the calendar, and 0 keeps all", async () => {
  expect(monthsBefore(new Date("2026-03-31T10:00:00Z"), 13).toISOString()).toBe("2025-02-28T10:00:00.000Z");
  expect(monthsBefore(new Date("2026-03-14T10:00:00Z"), 13).toISOString()).toBe("2025-02-14T10:00:00.000Z");
  const { db, files } = await open();
  expect(await archiveOld(db, files, { months: 0, now })).toEqual([]);
  expect(await readEvents(db)).toHaveLength(6);
});
