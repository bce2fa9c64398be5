import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { sql } from "kysely";
import { expect, test } from "vitest";
import { takeCheckpoint } from "@/lib/audit/checkpoint";
import { createExportSeal, toExportLine } from "@/lib/audit/export-line";
import { append, at, grant, readEvents, view } from "@/lib/audit/record.fixture";
import { openSigningKey } from "@/lib/audit/signing-key";
import { dialects, openTestDatabase } from "@/lib/db/database.fixture";

const root = join(import.meta.dirname, "..", "..");

function verify(databaseUrl: string, ...args: string[]) {
  const env = { ...process.env, DATABASE_URL: databaseUrl };
  const ran = spawnSync(
    process.execPath,
    ["--conditions=react-server", "--import", "tsx", "lib/run/audit-verify.ts", ...args],
    { cwd: root, env, encoding: "utf8" },
  );
  return [ran.status, ran.stdout + ran.stderr] as const;
}

async function openRecord() {
  let url = "";
  const db = await openTestDatabase(async () => {
    url = (await dialects[0]?.newUrl()) as string;
    return url;
  });
  const folder = dirname(url.replace("file:", ""));
  const files = { keyFile: join(folder, "audit-key.pem"), checkpointFile: join(folder, "audit-checkpoints.jsonl") };
  await append(db, view, grant);
  await takeCheckpoint(db, files, { last: null, now: at });
  return { db, url, folder, files };
}

test("the command finds key and checkpoints beside the database, says what it found and exits with it", async () => {
  const { db, url } = await openRecord();
  expect(verify(url)).toEqual([0, expect.stringMatching(/^Sound: events 1 to 2 .* 2 events read, \d+ a second\.\n$/)]);
  await sql`drop trigger audit_event_update`.execute(db);
  await db.updateTable("audit_event").set({ outcome: "denied" }).where("seq", "=", 2).execute();
  expect(verify(url)).toEqual([2, expect.stringMatching(/^Altered at 2: /)]);
});

test("it verifies an export by the key alone", async () => {
  const { db, url, folder, files } = await openRecord();
  const seal = createExportSeal({ kind: "export", filtered: false });
  const lines = (await readEvents(db)).map((row) => {
    seal.add(row);
    return toExportLine(row);
  });
  const file = join(folder, "export.jsonl");
  writeFileSync(file, [...lines, seal.seal(openSigningKey(files.keyFile)), ""].join("\n"));
  expect(verify(url, file)).toEqual([0, expect.stringMatching(/^Sound: events 1 to 2 /)]);
  writeFileSync(file, lines.join("\n"));
  expect(verify(url, file)).toEqual([4, expect.stringMatching(/^Cut at the end: /)]);
});

test("what it cannot read is neither sound nor made", async () => {
  expect(verify("file:/nowhere/console.db")).toEqual([1, expect.stringMatching(/^The record could not be verified: /)]);
  const { url } = await openRecord();
  expect(verify(url, "no-such-export.jsonl")).toEqual([1, expect.stringContaining("There is no file")]);
});
