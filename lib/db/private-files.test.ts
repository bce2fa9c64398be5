import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { takeCheckpoint } from "@/lib/audit/checkpoint";
import { append, at, view } from "@/lib/audit/record.fixture";
import { startEmulator } from "@/lib/emulator/listener";
import { openDatabase } from "./open";

/** The rights of every file in the folder, while the umask lets everybody read and write. */
async function rightsAfter(make: (folder: string) => Promise<void>) {
  const folder = mkdtempSync(join(tmpdir(), "console-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const before = process.umask(0);
  try {
    await make(folder);
  } finally {
    process.umask(before);
  }
  return Object.fromEntries(readdirSync(folder).map((name) => [name, statSync(join(folder, name)).mode & 0o777]));
}

test("the database, its key and its checkpoints are for nobody else to read, whatever the umask", async () => {
  const rights = await rightsAfter(async (folder) => {
    const db = await openDatabase(`file:${join(folder, "console.db")}`);
    onTestFinished(() => db.destroy());
    await append(db, view);
    const files = { keyFile: join(folder, "key.pem"), checkpointFile: join(folder, "checkpoints.jsonl") };
    await takeCheckpoint(db, files, { last: null, now: at });
  });
  expect(rights).toEqual(
    Object.fromEntries(
      ["checkpoints.jsonl", "console.db", "console.db-shm", "console.db-wal", "key.pem"].map((name) => [name, 0o600]),
    ),
  );
});

test("so is the emulator's file", async () => {
  const rights = await rightsAfter(async (folder) => {
    const emulator = await startEmulator({ port: 0, file: join(folder, "emulator.db"), now: () => Date.now() });
    onTestFinished(() => emulator.close());
  });
  expect(new Set(Object.values(rights))).toEqual(new Set([0o600]));
});

test("a database that its owner has shared stays shared", async () => {
  const rights = await rightsAfter(async (folder) => {
    writeFileSync(join(folder, "console.db"), "", { mode: 0o640 });
    const db = await openDatabase(`file:${join(folder, "console.db")}`);
    await db.destroy();
  });
  expect(rights["console.db"]).toBe(0o640);
});
