import { createPublicKey } from "node:crypto";
import { expect, test } from "vitest";
import { hidePersonal } from "@/lib/customers/hide-fields";
import { fillForm, lead, newCustomer, openWorld, writeOperation } from "@/lib/operations/world.fixture";
import { append, grant, readEvents, view } from "./record.fixture";
import { newFiles } from "./tamper.fixture";

const { createCsvWriter, createJsonlWriter } = await import("./export-format");
const { splitLines } = await import("./export-lines");
const { exportRecord } = await import("./export-record");
const { openSigningKey } = await import("./signing-key");
const { verifyExport } = await import("./verify-export");

const auditor = { id: "practice-otto", email: "otto@practice.example", role: "auditor" };
const hideFrom = (role: string) => (action: string, personal: Parameters<typeof hidePersonal>[1]) =>
  hidePersonal(action, personal, role);

async function open() {
  const { db } = await openWorld();
  return { db, key: openSigningKey(newFiles().keyFile) };
}

async function read(text: AsyncGenerator<string>) {
  let all = "";
  for await (const chunk of text) all += chunk;
  return all;
}

const jsonl = (key: string, { filtered = false, role = "admin" } = {}) =>
  createJsonlWriter({ hide: hideFrom(role), filtered, key });

test("an export of all verifies as sound, and is itself recorded before it begins", async () => {
  const { db, key } = await open();
  await append(db, ...Array.from({ length: 1201 }, () => view), grant);
  const text = await exportRecord({ filter: {}, format: "jsonl", actor: auditor, writer: jsonl(key) });
  const last = (await readEvents(db)).at(-1);
  expect(last).toMatchObject({ seq: 1203, action: "audit.export", outcome: "done", actor_id: auditor.id });
  expect(JSON.parse(last?.detail ?? "")).toEqual({ format: "jsonl", events: 1202, up_to: 1202 });
  const lines = (await read(text)).trimEnd().split("\n");
  expect(lines).toHaveLength(1203);
  expect(lines[1201]).toContain("said “thanks”");
  expect(await verifyExport(lines, createPublicKey(key))).toEqual({
    found: { verdict: "sound", first: 1, last: 1202, covered: 1202 },
    events: 1202,
  });
});

test("an export by a filter says so, verifies, and its record names the filter only where it found something", async () => {
  const { db, key } = await open();
  await append(db, view, grant, view);
  const filter = { action: "access.grant" };
  const writer = jsonl(key, { filtered: true });
  const lines = splitLines([await read(await exportRecord({ filter, format: "jsonl", actor: auditor, writer }))]);
  expect(await verifyExport(lines, createPublicKey(key))).toMatchObject({ found: { verdict: "sound" }, events: 1 });
  await exportRecord({
    filter: { actorId: "zoe.private@example.com" },
    format: "csv",
    actor: auditor,
    writer: createCsvWriter({ hide: hideFrom("admin") }),
  });
  const details = (await readEvents(db)).slice(3).map(({ detail }) => JSON.parse(detail ?? ""));
  expect(details).toEqual([
    { format: "jsonl", events: 1, up_to: 3, filter },
    { format: "csv", events: 0, up_to: 4, filtered_by: ["actorId"] },
  ]);
});

test("a spreadsheet runs nothing of what somebody wrote", async () => {
  const { db } = await open();
  await append(db, { ...grant, personal: { note: '=HYPERLINK("https://evil.example")', ticket: "@x" } });
  const writer = createCsvWriter({ hide: hideFrom("admin") });
  const [head, line] = (await read(await exportRecord({ filter: {}, format: "csv", actor: auditor, writer }))).split(
    "\r\n",
  );
  expect(head).toMatch(/^\ufeffseq,recorded_at,actor_id,/);
  expect(line).toContain(`,'@x,"'=HYPERLINK(""https://evil.example"")",`);
});

const TOKEN = "5f0c7a52-4e8a-4f43-9d1b-6f3c8a0f3a77";

test("what is masked or a role may not see of a customer is in neither, and the lines still verify", async () => {
  const { db, key } = await open();
  const customer = await newCustomer();
  for (const body of [{ email: "zoe.masked@example.com" }, { gender: "f" as const, store_account_token: TOKEN }]) {
    await writeOperation("profile.update", lead, await fillForm("profile.update", customer, { body }));
  }
  for (const [role, isSeen] of [
    ["admin", true],
    ["auditor", false],
  ] as const) {
    const csv = createCsvWriter({ hide: hideFrom(role) });
    const table = await read(await exportRecord({ filter: {}, format: "csv", actor: auditor, writer: csv }));
    const upTo = { until: "9999-01-01T00:00:00.000Z" };
    const writer = jsonl(key, { role, filtered: true });
    const lines = await read(await exportRecord({ filter: upTo, format: "jsonl", actor: auditor, writer }));
    for (const text of [table, lines])
      expect([text.includes(TOKEN), text.includes("zoe.masked")]).toEqual([isSeen, false]);
    expect(await verifyExport(splitLines([lines]), createPublicKey(key))).toMatchObject({
      found: { verdict: "sound" },
    });
  }
  expect((await readEvents(db)).length).toBeGreaterThan(4);
});
