import { createPublicKey } from "node:crypto";
import { describe, expect, test } from "vitest";
import { openWorld } from "@/lib/operations/world.fixture";
import { append, grant, view } from "./record.fixture";
import { newFiles, unlock, update } from "./tamper.fixture";

const { createCsvWriter, createJsonlWriter } = await import("./export-format");
const { exportRecord } = await import("./export-record");
const { listEvents } = await import("./list-events");
const { openSigningKey } = await import("./signing-key");
const { verifyExport } = await import("./verify-export");
const { verifyRecord } = await import("./verify");

const auditor = { id: "practice-otto", email: "otto@practice.example", role: "auditor" };
const hide = <Held>(_: string, personal: Held) => personal;

/** Three events, of which nothing keeps from changing the second. */
async function open() {
  const { db } = await openWorld();
  await append(db, view, grant, view);
  await unlock(db);
  const files = newFiles();
  const key = openSigningKey(files.keyFile);
  const exportAs = async (format: "csv" | "jsonl") => {
    const writer = format === "csv" ? createCsvWriter({ hide }) : createJsonlWriter({ hide, filtered: false, key });
    let text = "";
    for await (const chunk of await exportRecord({ filter: {}, format, actor: auditor, writer })) text += chunk;
    return text.trimEnd().split(format === "csv" ? "\r\n" : "\n");
  };
  const judge = async (lines: string[]) => (await verifyExport(lines, createPublicKey(key))).found;
  const change = async (part: string, text: string) =>
    part === "actor" || part === "personal"
      ? await db
          .updateTable("audit_personal")
          .set({ body: text })
          .where("seq", "=", 2)
          .where("part", "=", part === "actor" ? "actor" : "subject")
          .execute()
      : await update(db, 2, { [part]: text });
  return { change, exportAs, judge, verdict: async () => (await verifyRecord(db, files)).found };
}

const broken: [part: string, text: string][] = [
  ["changes", "{"],
  ["changes", ""],
  ["changes", '{"after":null,"before":{}}'],
  ["detail", '{"status":200'],
  ["detail", "[1]"],
  ["detail", "null"],
  ["detail", '"a\nb"'],
  ["personal", "{"],
  ["personal", "7"],
  ["actor", "no JSON"],
  ["outcome", "whatever"],
];

describe("an event that somebody broke", () => {
  test.each(broken)("whose %s is %j is listed among the others, as one that cannot be read", async (part, text) => {
    const { change, verdict } = await open();
    await change(part, text);
    const { events } = await listEvents({});
    expect(events.map(({ seq, unreadable }) => [seq, unreadable])).toEqual([
      [3, undefined],
      [2, { [part]: text }],
      [1, undefined],
    ]);
    expect(events[1]).toMatchObject({ action: "access.grant", actor: { id: "practice-alex" } });
    expect(await verdict()).toEqual({ verdict: "altered", at: 2 });
  });
});

test.each(broken)(
  "an event whose %s is %j tells so in every export, and no such export is sound",
  async (part, text) => {
    const { change, exportAs, judge } = await open();
    const before = await exportAs("csv");
    await change(part, text);
    const table = await exportAs("csv");
    expect(table.filter((line) => line.includes("cannot be read: npm run audit:verify tells more"))).toEqual([
      table[2],
    ]);
    expect([table[1], table[3]]).toEqual([before[1], before[3]]);

    const lines = await exportAs("jsonl");
    expect(await judge(lines)).toEqual({ verdict: "altered", at: 2 });
    const [, second] = lines.map((line) => JSON.parse(line) as { event?: object; unreadable?: string[] });
    expect(second).toMatchObject({ event: { seq: 2, action: "access.grant" } });
  },
);

test("what stands in place of the JSON is in the line as it stands", async () => {
  const { change, exportAs } = await open();
  await change("changes", "{\n");
  await change("personal", '{"request":{"email":"zoe.private@example.com"},"request":{}}');
  const [, line] = await exportAs("jsonl");
  expect(JSON.parse(line ?? "")).toMatchObject({ event: { changes: "{\n" }, unreadable: ["changes", "subject"] });
  expect(line).not.toContain("zoe.private");
});
