import { mkdirSync, writeFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { openTestDatabase } from "@/lib/db/database.fixture";
import { archivePath } from "./archive-file";
import { takeCheckpoint } from "./checkpoint";
import { createExportSeal, type SealKind, toExportLine } from "./export-line";
import { append, at, grant, readEvents, view } from "./record.fixture";
import { openSigningKey } from "./signing-key";
import { newFiles } from "./tamper.fixture";
import { verifyRecord } from "./verify";

/** Five events, all signed, and the first four sealed in a file as an archive would be, with all triggers in force. */
async function openForged(kind: SealKind) {
  const db = await openTestDatabase();
  const files = newFiles();
  const { keyFile, archiveFolder } = files;
  await append(db, view, grant, grant, view, grant);
  await takeCheckpoint(db, files, { last: null, now: at });
  const seal = createExportSeal({ kind, filtered: false });
  const rows = (await readEvents(db)).slice(0, 4);
  for (const row of rows) seal.add(row);
  const sealed = seal.seal(openSigningKey(keyFile));
  mkdirSync(archiveFolder);
  const lines = [...rows.map((row) => toExportLine(row)), sealed, ""];
  writeFileSync(archivePath(archiveFolder, { first: 1, last: 4 }), lines.join("\n"));
  const takeOut = async (text = sealed) => {
    const row = { first_seq: 1, last_seq: 4, last_hash: rows[3]?.hash ?? "", archived_at: at.toISOString() };
    await db
      .insertInto("audit_archive")
      .values({ ...row, sealed: text })
      .execute();
    for (const table of ["audit_word", "audit_personal", "audit_event"] as const)
      await db
        .deleteFrom(table as "audit_event")
        .where("seq", "<=", 4)
        .execute();
  };
  return { db, takeOut, verdict: async () => (await verifyRecord(db, files)).found };
}

const missing = { verdict: "cut_middle", from: 1, to: 4 };
const archiving = (first: number, last: number) => ({
  actor: { id: "console", role: "system" },
  action: "audit.archive",
  outcome: "done" as const,
  detail: { first, last },
});

describe("a beginning taken out by hand", () => {
  test("is missing although an export of it, which bears the key's signature, was put in the archive's place", async () => {
    const { db, takeOut, verdict } = await openForged("export");
    await takeOut();
    await append(db, archiving(1, 4));
    expect(await verdict()).toEqual(missing);
  });

  test("is missing while no event of the record says that just this was archived", async () => {
    const { db, takeOut, verdict } = await openForged("archive");
    await takeOut();
    expect(await verdict()).toEqual(missing);
    await append(db, archiving(1, 3), { ...archiving(1, 4), action: "audit.export" });
    expect(await verdict()).toEqual(missing);
    await append(db, archiving(1, 4));
    expect(await verdict()).toMatchObject({ verdict: "sound", archived: 4 });
  });

  test("is missing when what should be its seal is none", async () => {
    const { takeOut, verdict } = await openForged("archive");
    await takeOut("no seal");
    expect(await verdict()).toEqual(missing);
  });
});
