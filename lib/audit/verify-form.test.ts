import { createPublicKey } from "node:crypto";
import { sql } from "kysely";
import { describe, expect, test } from "vitest";
import { openTestDatabase } from "@/lib/db/database.fixture";
import { takeCheckpoint } from "./checkpoint";
import { createJsonlWriter } from "./export-format";
import { addParts } from "./read-events";
import { append, at, grant, readEvents, view } from "./record.fixture";
import { openSigningKey } from "./signing-key";
import { newFiles, unlock } from "./tamper.fixture";
import { verifyRecord } from "./verify";
import { verifyExport } from "./verify-export";

/** Four events, all signed, and nothing that keeps from changing them. */
async function openUnlocked() {
  const db = await openTestDatabase();
  const files = newFiles();
  await append(db, view, grant, grant, view);
  await takeCheckpoint(db, files, { last: null, now: at });
  await unlock(db);
  const key = openSigningKey(files.keyFile);
  const exportAll = async () => {
    const writer = createJsonlWriter({ hide: (_, personal) => personal, filtered: false, key });
    const lines = (await addParts(db, await readEvents(db))).map(writer.write);
    return [...lines, writer.finish()].map((line) => line.trim());
  };
  return {
    db,
    verdict: async () => (await verifyRecord(db, files)).found,
    exportAll,
    judge: async (lines: string[]) => (await verifyExport(lines, createPublicKey(key))).found,
  };
}

describe("what keeps its hash but not its form", () => {
  test("a personal part whose salt took in its text is altered, and the record can still be exported", async () => {
    const { db, verdict, exportAll, judge } = await openUnlocked();
    await sql`update audit_personal set salt = salt || body, body = '' where seq = 2`.execute(db);
    expect(await verdict()).toEqual({ verdict: "altered", at: 2 });
    expect(JSON.parse((await exportAll())[1] ?? "")).not.toHaveProperty("personal.subject");
    await sql`update audit_personal set salt = substr(salt, 1, 31), body = substr(salt, 32) where seq = 2`.execute(db);
    expect(await verdict()).toEqual({ verdict: "altered", at: 2 });
    expect(await judge(await exportAll())).toEqual({ verdict: "altered", at: 2 });
  });

  test("an event whose changes took in its detail, or are no JSON, is altered", async () => {
    const { db, verdict } = await openUnlocked();
    const [, second] = await readEvents(db);
    const { changes, detail } = second ?? {};
    for (const held of [
      { changes: `${changes},"detail":${detail}`, detail: null },
      { changes: "{", detail },
    ]) {
      await db.updateTable("audit_event").set(held).where("seq", "=", 2).execute();
      expect(await verdict()).toEqual({ verdict: "altered", at: 2 });
    }
  });
});

test("so it is in an export", async () => {
  const { exportAll, judge } = await openUnlocked();
  const lines = await exportAll();
  expect(await judge(lines)).toMatchObject({ verdict: "sound" });
  const line = JSON.parse(lines[1] ?? "");
  const { salt, body } = line.personal.subject;
  for (const subject of [
    { salt: salt + body, body: "" },
    { salt: salt.slice(0, 31), body: salt.slice(31) + body },
  ]) {
    const forged = JSON.stringify({ ...line, personal: { subject } });
    expect(await judge(lines.with(1, forged))).toEqual({ verdict: "altered", at: 2 });
  }
});
