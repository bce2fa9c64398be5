import { createPublicKey, generateKeyPairSync } from "node:crypto";
import { expect, test } from "vitest";
import { openTestDatabase } from "@/lib/db/database.fixture";
import { hashEvent } from "./chain";
import { createExportSeal, toExportLine } from "./export-line";
import { append, grant, readEvents, view } from "./record.fixture";
import { sayVerdict } from "./verdict";
import { verifyExport } from "./verify-export";

const pem = (key: ReturnType<typeof generateKeyPairSync>["privateKey"]) =>
  key.export({ type: "pkcs8", format: "pem" }) as string;
const { privateKey } = generateKeyPairSync("ed25519");
const key = createPublicKey(pem(privateKey));

/** An export of six events, of those that `keep` wants, with their personal parts. */
async function writeExport(keep: (seq: number) => boolean = () => true) {
  const db = await openTestDatabase();
  await append(db, view, grant, grant, view, grant, view);
  const rows = (await readEvents(db)).filter(({ seq }) => keep(seq));
  const parts = await db.selectFrom("audit_personal").selectAll().execute();
  const seal = createExportSeal({ kind: "export", filtered: rows.length < 6 });
  const lines = rows.map((row) => {
    seal.add(row);
    return toExportLine(
      row,
      parts.filter(({ seq }) => seq === row.seq),
    );
  });
  return [...lines, seal.seal(pem(privateKey))];
}

const judge = async (lines: string[]) => (await verifyExport(lines, key)).found;
const without = (lines: string[], ...places: number[]) => lines.filter((_, index) => !places.includes(index));

test("an export is sound by itself, whole or filtered, and without its personal parts", async () => {
  const lines = await writeExport();
  expect(await verifyExport(lines, key)).toEqual({
    events: 6,
    found: { verdict: "sound", first: 1, last: 6, covered: 6 },
  });
  const bare = lines.map((line) => {
    const { personal: _, ...rest } = JSON.parse(line);
    return JSON.stringify(rest);
  });
  expect(await judge(bare)).toMatchObject({ verdict: "sound" });
  expect(await judge(await writeExport((seq) => seq % 2 === 0))).toMatchObject({ verdict: "sound", first: 2, last: 6 });
  expect(await judge(await writeExport((seq) => seq > 2))).toMatchObject({ verdict: "sound", first: 3, last: 6 });
});

test("of a filtered export it is said how many numbers between are not in the file, and where none are that it was filtered", async () => {
  const said = async (keep: (seq: number) => boolean) => sayVerdict(await judge(await writeExport(keep)));
  expect(await said((seq) => seq % 2 === 0)).toBe(
    "Sound: 3 events of 2 to 6 as written and signed; the other 2 in between are not in this file, for the export was filtered.",
  );
  expect(await said((seq) => seq === 1 || seq === 3)).toContain("; the other one in between is not in this file,");
  expect(await said((seq) => seq > 2)).toBe(
    "Sound: events 3 to 6 as written and signed; the export was filtered, so what came before or after may not be in this file.",
  );
  expect(await said(() => false)).toBe("Sound: nothing fitted the filter of this export.");
  expect(await said(() => true)).toBe("Sound: events 1 to 6 as written and signed.");
});

test("a letter of any line that is not as it was written is found", async () => {
  const lines = await writeExport();
  const third = lines[2] as string;
  for (let at = 0; at < third.length; at += 1) {
    const letter = third[at] === "0" ? "1" : "0";
    const flipped = lines.with(2, third.slice(0, at) + letter + third.slice(at + 1));
    expect([at, (await judge(flipped)).verdict]).not.toEqual([at, "sound"]);
  }
  expect(await judge(lines.with(2, third.replace("COURTESY", "KINDNESS")))).toEqual({ verdict: "altered", at: 3 });
  expect(await judge(lines.with(2, third.replace("thanks", "nothing")))).toEqual({ verdict: "altered", at: 3 });
});

test("what is missing is told apart, in a whole export and in a filtered one", async () => {
  const whole = await writeExport();
  expect(await judge(without(whole, 0))).toEqual({ verdict: "cut_middle", from: 1, to: 1 });
  expect(await judge(without(whole, 2, 3))).toEqual({ verdict: "cut_middle", from: 3, to: 4 });
  expect(await judge(without(whole, 5))).toEqual({ verdict: "cut_end", after: 5, upTo: 6 });
  expect(await judge(without(whole, 5, 6))).toMatchObject({ verdict: "cut_end", after: 5 });
  const filtered = await writeExport((seq) => seq !== 2);
  expect(await judge(without(filtered, 2))).toMatchObject({ verdict: "cut_middle" });
  expect(await judge(without(filtered, 4))).toEqual({ verdict: "cut_end", after: 5, upTo: 6 });
});

test("a line after the seal is found, whatever it says", async () => {
  const lines = await writeExport();
  const forged = (lines[5] ?? "").replace('"seq":6', '"seq":7').replace("allowed", "denied");
  for (const line of [forged, lines[5] ?? "", lines[6] ?? "", "{", ""])
    expect(await judge([...lines, line])).toEqual({ verdict: "altered", at: 7 });
});

test("two lines that were swapped and a chain made anew are found", async () => {
  const lines = await writeExport();
  const [first, second, third, ...rest] = lines as [string, string, string, ...string[]];
  expect(await judge([first, third, second, ...rest])).toMatchObject({ verdict: "altered" });

  let before = JSON.parse(first).hash;
  const anew = lines.slice(0, 6).map((line, index) => {
    if (index === 0) return line;
    const canonical = line.slice('{"event":'.length, line.indexOf(',"hash":"')).replace("COURTESY", "KINDNESS");
    const hash = hashEvent(before, canonical);
    const made = `{"event":${canonical},"hash":"${hash}","prev_hash":"${before}"}`;
    before = hash;
    return made;
  });
  expect(await judge([...anew, lines[6] as string])).toEqual({ verdict: "rewritten", from: 1, to: 6 });
});

test("a seal that this key did not make proves nothing", async () => {
  const lines = await writeExport();
  const stranger = createPublicKey(pem(generateKeyPairSync("ed25519").privateKey));
  expect((await verifyExport(lines, stranger)).found).toMatchObject({ verdict: "unanchored" });
  expect((await verifyExport(lines, null)).found).toMatchObject({ verdict: "unanchored" });
});
