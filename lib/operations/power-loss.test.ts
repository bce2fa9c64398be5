import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { sql } from "kysely";
import { expect, onTestFinished, test, vi } from "vitest";
import { verifyRecord } from "@/lib/audit/verify";
import { sqlite } from "@/lib/db/database.fixture";
import { openDatabase } from "@/lib/db/open";
import { sqliteFile } from "@/lib/db/sqlite-file";
import { fillForm, lead, newCustomer, openWorld, writeOperation } from "./world.fixture";

/** What a disk writes at once. */
const BLOCK = 4096;
const WRITES = 6;
const NO_FILES = { keyFile: "/nonexistent/key", checkpointFile: "/nonexistent/file", archiveFolder: "/nonexistent" };

/** A write whose bytes leave just now; so much of SQLite's log was synced by then, for each commit waits for that (lib/db/open). */
type Leaving = { id: string; synced: number };

/** Some writes one after the other, and what lies on the disk before the log is emptied into the file, and after. */
async function writeSome() {
  const { db, url } = await openWorld(sqlite.newUrl);
  const [file, log] = [sqliteFile(url), `${sqliteFile(url)}-wal`];
  await sql`pragma wal_checkpoint(truncate)`.execute(db);
  const leaving: Leaving[] = [];
  const { fetch } = globalThis;
  let id = "";
  vi.spyOn(globalThis, "fetch").mockImplementation((input, init) => {
    if (init?.method === "POST" && String(input).includes("/purchase/"))
      leaving.push({ id, synced: statSync(log).size });
    return fetch(input, init);
  });
  onTestFinished(() => void vi.restoreAllMocks());
  for (let count = 0; count < WRITES; count += 1) {
    const input = await fillForm("comp.grant", await newCustomer());
    id = input.target.operationId;
    expect(await writeOperation("comp.grant", lead, input)).toMatchObject({ ok: true });
  }
  expect(leaving).toHaveLength(WRITES);
  const held = { file: readFileSync(file), log: readFileSync(log) };
  await sql`pragma wal_checkpoint(passive)`.execute(db);
  return { leaving, ...held, emptied: readFileSync(file) };
}

/** Opens what the disk held when the power came back, as a console does that starts on it. */
async function startOn(file: Buffer, log: Buffer) {
  const folder = mkdtempSync(join(tmpdir(), "console-power-"));
  const path = join(folder, "data", "console.db");
  mkdirSync(join(folder, "data"));
  writeFileSync(path, file);
  writeFileSync(`${path}-wal`, log);
  const db = await openDatabase(`file:${path}`);
  try {
    const { rows } = await sql<{ integrity_check: string }>`pragma integrity_check`.execute(db);
    const sent = await db.selectFrom("operation").select("id").where("attempts", ">", 0).execute();
    const { found } = await verifyRecord(db, NO_FILES);
    return { integrity: rows.map((row) => row.integrity_check), sent: sent.map(({ id }) => id), record: found.verdict };
  } finally {
    await db.destroy();
    rmSync(folder, { recursive: true, force: true });
  }
}

type Fate = "kept" | "lost" | "other";
const fates = fc.array(fc.constantFrom<Fate>("kept", "lost", "other"), { minLength: 400, maxLength: 400 });

test("F26: when the power goes every write whose bytes left is in the journal, whatever the disk lost of what was not synced", async () => {
  const { leaving, file, log } = await writeSome();
  await fc.assert(
    fc.asyncProperty(
      fc.nat(WRITES - 1),
      fates,
      fc.double({ min: 0, max: 1, noNaN: true }),
      async (last, blocks, cut) => {
        const { synced } = leaving[last] as Leaving;
        const disk = Buffer.from(log);
        for (let at = synced; at < disk.length; at = (Math.floor(at / BLOCK) + 1) * BLOCK) {
          const end = Math.min((Math.floor(at / BLOCK) + 1) * BLOCK, disk.length);
          const fate = blocks[Math.floor(at / BLOCK) % blocks.length];
          if (fate === "lost") disk.fill(0, at, end);
          if (fate === "other") disk.fill(0xa5, at, end);
        }
        const image = disk.subarray(0, synced + Math.round((disk.length - synced) * cut));
        const { integrity, sent, record } = await startOn(file, image);
        expect([integrity, record]).toEqual([["ok"], "unanchored"]);
        expect(sent).toEqual(expect.arrayContaining(leaving.slice(0, last + 1).map(({ id }) => id)));
      },
    ),
    { numRuns: 60 },
  );
});

test("F26: and so when it goes while SQLite empties its log into the file", async () => {
  const { leaving, file, log, emptied } = await writeSome();
  expect(emptied.equals(file)).toBe(false);
  await fc.assert(
    fc.asyncProperty(fates, async (pages) => {
      const image = Buffer.from(emptied);
      for (let at = 0; at < image.length; at += BLOCK) {
        const fate = pages[(at / BLOCK) % pages.length];
        if (fate === "lost") (at < file.length ? file : Buffer.alloc(image.length)).copy(image, at, at, at + BLOCK);
      }
      const { integrity, sent, record } = await startOn(image, log);
      expect([integrity, record]).toEqual([["ok"], "unanchored"]);
      expect(sent.toSorted()).toEqual(leaving.map(({ id }) => id).toSorted());
    }),
    { numRuns: 30 },
  );
});
