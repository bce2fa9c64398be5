import { rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { sql } from "kysely";
import { expect, test } from "vitest";
import { archiveOldest } from "@/lib/audit/archive";
import { hashEvent, toCanonical } from "@/lib/audit/chain";
import { takeCheckpoint } from "@/lib/audit/checkpoint";
import { createExportSeal, toExportLine } from "@/lib/audit/export-line";
import { append, at, grant, readEvents, view } from "@/lib/audit/record.fixture";
import { openSigningKey } from "@/lib/audit/signing-key";
import { unlock, update } from "@/lib/audit/tamper.fixture";
import { exitCodes } from "@/lib/audit/verdict";
import { openTestDatabase, sqlite } from "@/lib/db/database.fixture";
import { runVerify } from "./run-verify.fixture";

const verify = (databaseUrl: string, ...args: string[]) =>
  runVerify({ ...process.env, DATABASE_URL: databaseUrl }, ...args);

async function openRecord() {
  let url = "";
  const db = await openTestDatabase(async () => {
    url = await sqlite.newUrl();
    return url;
  });
  const folder = dirname(url.replace("file:", ""));
  const files = {
    keyFile: join(folder, "audit-key.pem"),
    checkpointFile: join(folder, "audit-checkpoints.jsonl"),
    archiveFolder: join(folder, "audit-archive"),
  };
  await append(db, view, grant);
  await takeCheckpoint(db, files, { last: null, now: at });
  return { db, url, folder, files };
}

test("the command finds key and checkpoints beside the database, says what it found and exits with it", async () => {
  const { url } = await openRecord();
  expect(verify(url)).toEqual([0, expect.stringMatching(/^Sound: events 1 to 2 .* 2 events read, \d+ a second\.\n$/)]);
});

type Opened = Awaited<ReturnType<typeof openRecord>>;
const cut = ({ db }: Opened, seq: number) => db.deleteFrom("audit_event").where("seq", "=", seq).execute();

/** What somebody did to a record of two events, both signed. */
const deeds: [code: number, says: RegExp, deed: (opened: Opened) => Promise<unknown>][] = [
  [0, /^Sound: events 1 to 2 /, async () => {}],
  [2, /^Altered at 2: /, ({ db }) => update(db, 2, { outcome: "denied" })],
  [2, /^Altered at 2: /, ({ db }) => update(db, 2, { changes: "{" })],
  [2, /^Altered at 1: /, ({ db }) => update(db, 1, { detail: "no JSON\n" })],
  [
    2,
    /^Altered at 1: /,
    ({ db }) => sql`update audit_event set actor_role = cast(x'6cff6164' as text) where seq = 1`.execute(db),
  ],
  [
    2,
    /^Altered at 0: /,
    async ({ db }) => {
      const [first] = await readEvents(db);
      if (!first) throw new Error("Nothing is recorded.");
      await db
        .insertInto("audit_event")
        .values({ ...first, seq: 0, id: "another" })
        .execute();
    },
  ],
  [3, /^Cut in the middle: event 1 missing/, (opened) => cut(opened, 1)],
  [4, /^Cut at the end: event 2 missing/, (opened) => cut(opened, 2)],
  [
    5,
    /^Rewritten: something among events 1 to 2 /,
    async ({ db }) => {
      const [, second] = await readEvents(db);
      if (!second) throw new Error("Nothing is recorded.");
      const forged = { ...second, outcome: "denied" };
      await update(db, 2, { ...forged, hash: hashEvent(forged.prev_hash, toCanonical(forged)) });
    },
  ],
  [6, /^Not proven: .*there is no checkpoint/, async ({ files }) => rmSync(files.checkpointFile)],
  [6, /^Not proven: .*line 1 of the checkpoint file/, async ({ files }) => rmSync(files.keyFile)],
  [
    7,
    /^An archive is missing: the file with event 1\./,
    async ({ db, files }) => {
      const archived = await archiveOldest(db, files, { before: new Date(at.getTime() + 1), now: at });
      rmSync(archived?.path ?? "");
    },
  ],
];

test.each(deeds)("it exits with %i and says %s", async (code, says, deed) => {
  const opened = await openRecord();
  if (code < 7) await unlock(opened.db);
  await deed(opened);
  expect(verify(opened.url)).toEqual([code, expect.stringMatching(says)]);
});

test("there is a deed for every verdict", () => {
  expect(new Set(deeds.map(([code]) => code))).toEqual(new Set(Object.values(exitCodes)));
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
