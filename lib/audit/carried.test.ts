import { chmodSync, readFileSync, writeFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { openTestDatabase } from "@/lib/db/database.fixture";
import { archiveOldest } from "./archive";
import { takeCheckpoint } from "./checkpoint";
import { createExportSeal, toExportLine } from "./export-line";
import { readLines, splitLines } from "./export-lines";
import { append, at, grant, readEvents, view } from "./record.fixture";
import { openSigningKey, readVerifyingKey } from "./signing-key";
import { newFiles } from "./tamper.fixture";
import { verifyRecord } from "./verify";
import { verifyExport } from "./verify-export";

/** Five events, the first four in two archives, and an export of these four as they were. */
async function open() {
  const [db, files] = [await openTestDatabase(), newFiles()];
  await append(db, view, { ...grant, detail: { status: 200, quote: "a\u2028b\u2029c\u0085d" } }, grant, view, grant);
  await takeCheckpoint(db, files, { last: null, now: at });
  const key = openSigningKey(files.keyFile);
  const seal = createExportSeal({ kind: "export", filtered: false });
  const rows = (await readEvents(db)).slice(0, 4);
  for (const row of rows) seal.add(row);
  const exported = `${[...rows.map((row) => toExportLine(row)), seal.seal(key)].join("\n")}\n`;
  const step = { before: new Date(at.getTime() + 1), now: at, most: 2 };
  const paths: string[] = [];
  for (const _ of ["first", "second"]) paths.push((await archiveOldest(db, files, step))?.path ?? "");
  for (const path of paths) chmodSync(path, 0o600);
  const judge = async (lines: AsyncGenerator<string>) =>
    (await verifyExport(lines, readVerifyingKey(files.keyFile))).found;
  return { paths, exported, judge, verdict: async () => (await verifyRecord(db, files)).found };
}

const smuggled = '"note":"smuggled"';
const forged = '{"event":{"seq":3},"hash":"0","prev_hash":"0"}';

/** Each puts something into a file that none of its hashes and no seal covers. */
const carriers: [what: string, put: (text: string) => string][] = [
  ["a line of text at the start", (text) => `smuggled\n${text}`],
  ["a line of text between two events", (text) => text.replace("\n", "\nsmuggled\n")],
  ["a line of JSON that is no event", (text) => text.replace("\n", `\n{${smuggled}}\n`)],
  ["a blank line", (text) => text.replace("\n", "\n\n")],
  ["a mark of the byte order", (text) => `\ufeff${text}`],
  ["spaces within a line", (text) => text.replace("{", `{${" ".repeat(40)}`)],
  ["a field beside the event", (text) => text.replace("{", `{${smuggled},`)],
  ["a field beside the event that only inherits", (text) => text.replace("{", `{"__proto__":{${smuggled}},`)],
  [
    "a field of the event that only inherits",
    (text) => text.replace('{"event":{', `{"event":{"__proto__":{${smuggled}},`),
  ],
  ["an event before the true one of the same name", (text) => text.replace("{", '{"event":{"smuggled":true},')],
  ["a field twice within an event", (text) => text.replace('"outcome":', '"outcome":"denied","outcome":')],
  ["the first line twice", (text) => `${text.split("\n")[0]}\n${text}`],
  ["the seal at the start", (text) => `${text.split("\n").at(-2)}\n${text}`],
  ["the seal twice", (text) => `${text}${text.split("\n").at(-2)}\n`],
  ["a field within the seal", (text) => text.replace('"first":', `${smuggled},"first":`)],
  ["the file twice", (text) => text + text],
  ["an event after the seal", (text) => `${text}${forged}\n`],
  ["text after the seal", (text) => `${text}smuggled`],
  ["blank lines after the seal", (text) => `${text}\n\n`],
];

describe("what no hash and no seal covers is found", () => {
  test.each(carriers)("in an archive: %s", async (_, put) => {
    const { paths, verdict } = await open();
    expect(await verdict()).toMatchObject({ verdict: "sound", archived: 4 });
    for (const path of paths) {
      const text = readFileSync(path, "utf8");
      writeFileSync(path, put(text));
      expect(await verdict()).toMatchObject({ verdict: "altered" });
      writeFileSync(path, text);
    }
    expect(await verdict()).toMatchObject({ verdict: "sound" });
  });

  test.each(carriers)("in an export: %s", async (_, put) => {
    const { exported, judge } = await open();
    expect(await judge(splitLines([exported]))).toMatchObject({ verdict: "sound" });
    expect((await judge(splitLines([put(exported)]))).verdict).not.toBe("sound");
  });
});

test("an archive that follows another in its file is found, and an archive in the place of another", async () => {
  const { paths, verdict, judge } = await open();
  const [first = "", second = ""] = paths.map((path) => readFileSync(path, "utf8"));
  writeFileSync(paths[0] ?? "", first + second);
  expect(await verdict()).toMatchObject({ verdict: "altered" });
  expect(await judge(readLines(paths[0] ?? ""))).toEqual({ verdict: "altered", at: 3 });
  writeFileSync(paths[0] ?? "", second);
  expect(await verdict()).toMatchObject({ verdict: "cut_middle" });
});

test("what says something of a person is no part of an archive, though it were true", async () => {
  const { paths, verdict } = await open();
  const text = readFileSync(paths[0] ?? "", "utf8");
  const personal = '"personal":{"subject":{"body":"{}","salt":"00"}},"prev_hash"';
  writeFileSync(paths[0] ?? "", text.replace('"prev_hash"', personal));
  expect(await verdict()).toEqual({ verdict: "altered", at: 1 });
});

test("lines end with a line feed alone, whatever a note holds, and what an editor made CR LF is still sound", async () => {
  const { exported, judge } = await open();
  expect(exported).toContain("a\u2028b\u2029c\u0085d");
  const whole = ["a\u2028b", "c\rd", "e\u0085f"];
  const read: string[] = [];
  for await (const line of splitLines(["a\u2028b\nc", "\rd\r", "\ne\u0085f"])) read.push(line);
  expect(read).toEqual(whole);
  expect(await judge(splitLines([exported.replaceAll("\n", "\r\n")]))).toMatchObject({ verdict: "sound", last: 4 });
});
