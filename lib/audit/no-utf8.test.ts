import { createPublicKey } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { type Kysely, sql } from "kysely";
import { expect, onTestFinished, test } from "vitest";
import { sqlite } from "@/lib/db/database.fixture";
import { openDatabase } from "@/lib/db/open";
import type { Schema } from "@/lib/db/schema";
import { openWorld } from "@/lib/operations/world.fixture";
import { takeCheckpoint } from "./checkpoint";
import { append, at, grant, view } from "./record.fixture";
import { newFiles, unlock } from "./tamper.fixture";

const { archiveOldest } = await import("./archive");
const { countActs } = await import("./count-acts");
const { createCsvWriter, createJsonlWriter } = await import("./export-format");
const { exportRecord } = await import("./export-record");
const { listEvents } = await import("./list-events");
const { openSigningKey } = await import("./signing-key");
const { verifyExport } = await import("./verify-export");
const { verifyRecord } = await import("./verify");
const { readKept } = await import("@/lib/customers/kept");

const auditor = { id: "practice-otto", email: "otto@practice.example", role: "auditor" };
const hide = <Held>(_: string, personal: Held) => personal;

/** Three events in an SQLite file, signed, of which nothing keeps from changing the second. */
async function open() {
  const { db, url } = await openWorld(sqlite.newUrl);
  const files = newFiles();
  await append(db, view, { ...grant, reason: "a\ufffdb", personal: { note: "Zoë" } }, view);
  await takeCheckpoint(db, files, { last: null, now: at });
  await unlock(db);
  const key = openSigningKey(files.keyFile);
  const exportAs = async (format: "csv" | "jsonl") => {
    const writer = format === "csv" ? createCsvWriter({ hide }) : createJsonlWriter({ hide, filtered: false, key });
    let text = "";
    for await (const chunk of await exportRecord({ filter: {}, format, actor: auditor, writer })) text += chunk;
    return text.trimEnd().split(format === "csv" ? "\r\n" : "\n");
  };
  return { db, url, files, key, exportAs, verdict: async () => (await verifyRecord(db, files)).found };
}

type Db = Awaited<ReturnType<typeof open>>["db"];

const texts = [
  "id",
  "recorded_at",
  "actor_id",
  "actor_role",
  "action",
  "app",
  "target_type",
  "target_id",
  "reason",
  "changes",
  "outcome",
  "detail",
  "request_id",
  "operation_id",
  "actor_commitment",
  "subject_commitment",
  "prev_hash",
  "hash",
];

/** What becomes of a text: its bytes in hex as SQLite holds them, or whatever else it takes. */
const breaks: [what: string, held: string][] = [
  [
    "a byte that is no UTF-8",
    "cast(substr(cast(held as blob), 1, 1) || x'ff' || substr(cast(held as blob), 3) as text)",
  ],
  ["half a sign of three bytes", "cast(cast(held as blob) || x'efbf' as text)"],
  ["a NUL and more", "cast(cast(held as blob) || x'0061' as text)"],
  ["a blob of the same bytes", "cast(held as blob)"],
];

const breakColumn = (db: Db, column: string, held: string) =>
  sql.raw(`update audit_event set ${column} = ${held.replaceAll("held", column)} where seq = 2`).execute(db);
const breakPart = (db: Db, column: string, held: string) =>
  sql.raw(`update audit_personal set ${column} = ${held.replaceAll("held", column)} where seq = 2`).execute(db);

test.each(breaks)("%s in any column of an event is found, and is no end of the process", async (_, held) => {
  const { db, verdict } = await open();
  for (const column of texts) {
    const kept = `zz_${column}`;
    await sql.raw(`create table ${kept} as select ${column} as held from audit_event where seq = 2`).execute(db);
    await breakColumn(db, column, held);
    expect([column, await verdict()]).toEqual([column, { verdict: "altered", at: 2 }]);
    await sql.raw(`update audit_event set ${column} = (select held from ${kept}) where seq = 2`).execute(db);
  }
  expect(await verdict()).toMatchObject({ verdict: "sound" });
});

test.each(breaks)("so is %s in what is kept of a person", async (_, held) => {
  for (const column of ["salt", "body", "part", "erased_by"]) {
    const { db, verdict } = await open();
    if (column === "erased_by") await sql`update audit_personal set erased_by = 'x' where seq = 2`.execute(db);
    await breakPart(db, column, held);
    expect([column, await verdict()]).toEqual([column, { verdict: "altered", at: 2 }]);
    expect((await listEvents({})).events).toHaveLength(3);
  }
});

/** Writes over one byte of the file itself: the one `offset` after the last occurrence of `near`. */
async function breakByte(url: string, near: string, offset: number): Promise<Kysely<Schema>> {
  const [file, copy] = [url.replace("file:", ""), `${url.replace("file:", "")}-copy`];
  const bytes = readFileSync(file);
  const at = bytes.lastIndexOf(near) + offset;
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  writeFileSync(copy, bytes);
  const db = await openDatabase(`file:${copy}`);
  onTestFinished(() => db.destroy());
  return db;
}

test.each([
  ["the name of a personal part, which its index knows otherwise", 2],
  ["the head of its row", -1],
])("a byte of the file is found: %s", async (_, offset) => {
  const { db, url, files } = await open();
  await sql`pragma wal_checkpoint(truncate)`.execute(db);
  const { salt } = await db
    .selectFrom("audit_personal")
    .select("salt")
    .where("seq", "=", 2)
    .where("part", "=", "subject")
    .executeTakeFirstOrThrow();
  const broken = await breakByte(url, `subject${salt}`, offset);
  expect((await verifyRecord(broken, files)).found).toEqual({ verdict: "altered", at: 2 });
});

test("a number of a personal part that is none is found", async () => {
  const { db, verdict } = await open();
  await sql`update audit_personal set seq = cast(x'ff61' as text) where seq = 2`.execute(db);
  expect(await verdict()).toEqual({ verdict: "altered", at: 2 });
});

test.each(texts)(
  "an event whose %s is no text is listed and exported among the others, as one that cannot be read",
  async (column) => {
    const { db, files, key, exportAs } = await open();
    const before = await exportAs("csv");
    await breakColumn(db, column, breaks[0]?.[1] ?? "");
    const { events } = await listEvents({});
    const span = { from: "2026-01-01T00:00:00.000Z", until: "2027-01-01T00:00:00.000Z" };
    expect((await listEvents(span)).events).toHaveLength(column === "recorded_at" ? 3 : 4);
    const broken = events.filter(({ unreadable }) => unreadable);
    expect(events.map(({ seq }) => seq)).toEqual(expect.arrayContaining([3, 2, 1]));
    expect(broken.map(({ seq }) => seq)).toEqual([2]);
    expect(JSON.stringify(broken)).not.toMatch(/\\ud/);

    const table = await exportAs("csv");
    const told = table.filter((line) => line.includes("cannot be read: npm run audit:verify tells more"));
    const hidden = ["actor_commitment", "subject_commitment", "prev_hash"].includes(column);
    expect(told).toEqual(hidden ? [] : [table[2]]);
    expect([table[1], table[3]]).toEqual([before[1], before[3]]);

    const lines = await exportAs("jsonl");
    expect(JSON.parse(lines[1] ?? "")).toMatchObject({ event: { seq: 2 }, unreadable: [column] });
    expect((await verifyExport(lines, createPublicKey(key))).found).toEqual({ verdict: "altered", at: 2 });

    const step = { before: new Date(at.getTime() + 86_400_000), now: at };
    await expect(archiveOldest(db, files, step)).rejects.toThrow("Altered at 2");
  },
);

test("nothing else that reads the record ends with it", async () => {
  const { db, files } = await open();
  for (const column of ["actor_id", "recorded_at", "hash"])
    await sql.raw(`update audit_event set ${column} = cast(x'39ff' as text) where seq = 3`).execute(db);
  const month = "2026-01-01T00:00:00.000Z";
  expect((await countActs(db, { today: month, month })).byActor.size).toBe(2);
  expect((await listEvents({ from: month })).events[0]).toMatchObject({ unreadable: { text: expect.any(String) } });
  const target = grant.target;
  expect((await readKept(db, { app: target.app, profileId: target.id }, at)).events).toHaveLength(3);
  expect(await takeCheckpoint(db, files, { last: null, now: at })).toMatchObject({ seq: 3 });
  expect(await append(db, view)).toBe(4);
});
