import { copyFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { sql } from "kysely";
import { describe, expect, onTestFinished, test } from "vitest";
import { takeCheckpoint } from "@/lib/audit/checkpoint";
import { database } from "@/lib/db/database.fixture";
import { fillForm, findOperation, lead, openWorld, passTime, writeOperation } from "@/lib/operations/world.fixture";
import { erase, leaveTraces, newFolder, readAll } from "./erase.fixture";

const { listEvents } = await import("@/lib/audit/list-events");
const { verifyRecord } = await import("@/lib/audit/verify");
const { openDatabase } = await import("@/lib/db/open");
const { eraseAgain } = await import("./erase-again");
const { readErased } = await import("./erased-list");
const { readKept } = await import("./kept");

describe("erasing again", () => {
  test("after a backup brought them back they are erased again, and what came later stays", async () => {
    const [{ db }, { audit, list }] = [await openWorld(), newFolder()];
    const customer = await leaveTraces(`back.${crypto.randomUUID()}@example.com`);
    const { app, profileId } = customer;
    await erase(db, customer, list);
    // As if the backup had been made before: the same customer once more, with what was kept of them then.
    passTime(1000);
    const later = await fillForm("access.grant", customer);
    await writeOperation("access.grant", lead, later);
    expect(await eraseAgain(db, list)).toEqual({ listed: 1, erased: 0, waiting: [] });
    const { operationId } = later.target;
    await db
      .updateTable("operation")
      .set({ created_at: "2020-01-01T00:00:00.000Z" })
      .where("id", "=", operationId)
      .execute();
    const newest = await fillForm("access.grant", customer, { body: { access_level_id: "sports" } });
    await writeOperation("access.grant", lead, newest);
    expect(await eraseAgain(db, list)).toEqual({ listed: 1, erased: 1, waiting: [] });
    expect(await findOperation(operationId)).toMatchObject({ request: {}, erasedAt: expect.any(String) });
    expect(await findOperation(newest.target.operationId)).toMatchObject({
      erasedAt: null,
      note: expect.any(String),
    });
    expect(await eraseAgain(db, list)).toEqual({ listed: 1, erased: 0, waiting: [] });
    expect(readErased(list).erased).toHaveLength(1);
    await takeCheckpoint(db, audit, { last: null, now: new Date() });
    expect(await verifyRecord(db, audit)).toMatchObject({ found: { verdict: "sound" } });
    expect((await listEvents({ action: "personal.erase" })).events[0]).toMatchObject({
      actor: { id: "console" },
      reason: "RESTORED",
      target: { id: profileId },
      app,
    });
  });
});

test.runIf(database.type === "sqlite")(
  "a file restored from yesterday's backup holds nothing of them once they are erased again",
  async () => {
    const [{ db, url }, { folder, list }] = [await openWorld(), newFolder()];
    const mark = `backup.${crypto.randomUUID()}@example.com`;
    const customer = await leaveTraces(mark);
    await sql`pragma wal_checkpoint(truncate)`.execute(db);
    const backup = join(folder, "backup.db");
    copyFileSync(url.replace("file:", ""), backup);
    await erase(db, customer, list);
    const restored = await openDatabase(`file:${backup}`);
    onTestFinished(() => restored.destroy());
    expect(await readAll(restored, `file:${backup}`)).toContain(mark);
    expect(await eraseAgain(restored, list)).toEqual({ listed: 1, erased: 1, waiting: [] });
    expect((await readAll(restored, `file:${backup}`)).includes(mark)).toBe(false);
  },
);

test("a line of the list that was torn is named, and keeps nobody else from being erased again", async () => {
  const [{ db }, { list }] = [await openWorld(), newFolder()];
  const mark = `torn.${crypto.randomUUID()}@example.com`;
  const { app, profileId } = await leaveTraces(mark);
  const line = JSON.stringify({ app, profile_id: profileId, erased_at: new Date().toISOString() });
  writeFileSync(list, `${line.slice(0, 30)}\n{"app":"acme-ios","profile_id":"x"}\n${line}\n`);
  expect(await eraseAgain(db, list)).toEqual({
    listed: 1,
    erased: 1,
    waiting: [
      expect.stringMatching(/^Line 1 of the list of erased customers cannot be read/),
      expect.stringMatching(/^Line 2 /),
    ],
  });
  expect((await readKept(db, { app, profileId }, new Date())).seen_lately).toEqual([]);
});
