import { appendFileSync } from "node:fs";
import type { Kysely } from "kysely";
import { describe, expect, test } from "vitest";
import type { AuditEventTable, Schema } from "@/lib/db/schema";
import { hashEvent, toCanonical } from "./chain";
import { findLastCheckpoint, takeCheckpoint } from "./checkpoint";
import { at, readEvents } from "./record.fixture";
import { openUnlocked, update } from "./tamper.fixture";

type Db = Kysely<Schema>;

/** Makes the chain anew from event `from` on, as a forger would. */
async function restamp(db: Db, from: number): Promise<void> {
  const events = await readEvents(db);
  for (const event of events.filter(({ seq }) => seq >= from)) {
    const before = events.find(({ seq }) => seq === event.seq - 1);
    if (before) event.prev_hash = before.hash;
    event.hash = hashEvent(event.prev_hash, toCanonical(event));
    await update(db, event.seq, { prev_hash: event.prev_hash, hash: event.hash });
  }
}

const flip = (held: unknown) =>
  typeof held === "number" ? held + 1 : held === null ? "x" : `${String(held).slice(0, -1)}~`;

describe("finding what was altered", () => {
  test("a byte of any column that is not as it was written is found", async () => {
    const { db, verdict } = await openUnlocked();
    const [, , third] = await readEvents(db);
    for (const [column, held] of Object.entries(third as AuditEventTable)) {
      if (column === "seq") continue;
      await update(db, 3, { [column]: flip(held) });
      expect([column, await verdict()]).toEqual([column, { verdict: "altered", at: 3 }]);
      await update(db, 3, { [column]: held });
    }
    await update(db, 3, { seq: 30 });
    expect(await verdict()).toEqual({ verdict: "cut_middle", from: 3, to: 3 });
    await update(db, 30, { seq: 3 });
    expect(await verdict()).toMatchObject({ verdict: "sound" });
  });

  test("so is a byte of what is personal, or its absence", async () => {
    const { db, verdict } = await openUnlocked();
    const parts = await db.selectFrom("audit_personal").selectAll().where("seq", "=", 3).execute();
    const write = (part: (typeof parts)[number], row: Record<string, unknown>) =>
      db.updateTable("audit_personal").set(row).where("seq", "=", 3).where("part", "=", part.part).execute();
    for (const part of parts) {
      for (const change of [
        { salt: flip(part.salt) },
        { body: flip(part.body) },
        { body: null },
        { body: null, salt: null, erased_by: 5 },
      ]) {
        await write(part, change);
        expect([part.part, change, await verdict()]).toMatchObject([part.part, change, { verdict: "altered", at: 3 }]);
        await write(part, part);
      }
    }
    await db.deleteFrom("audit_personal").where("seq", "=", 3).where("part", "=", "subject").execute();
    expect(await verdict()).toEqual({ verdict: "altered", at: 3 });
  });

  test("two that were swapped are found", async () => {
    const { db, verdict } = await openUnlocked();
    for (const [from, to] of [
      [2, 20],
      [3, 2],
      [20, 3],
    ] as const) {
      await update(db, from, { seq: to });
      await db.updateTable("audit_personal").set({ seq: to }).where("seq", "=", from).execute();
    }
    expect(await verdict()).toEqual({ verdict: "altered", at: 2 });
  });

  test("an event whose own hash was made anew is found by the one after it", async () => {
    const { db, verdict } = await openUnlocked();
    await update(db, 2, { outcome: "denied" });
    const second = (await readEvents(db))[1] as AuditEventTable;
    await update(db, 2, { hash: hashEvent(second.prev_hash, toCanonical(second)) });
    expect(await verdict()).toEqual({ verdict: "altered", at: 2 });
  });

  test("a chain that was made anew is found by the checkpoint outside the database", async () => {
    const { db, verdict } = await openUnlocked();
    await update(db, 2, { outcome: "denied" });
    await restamp(db, 2);
    expect(await verdict()).toEqual({ verdict: "rewritten", from: 1, to: 4 });
  });
});

test("a checkpoint that was torn while it was written takes nothing from those before and after it", async () => {
  const { db, files, verdict } = await openUnlocked();
  appendFileSync(files.checkpointFile, '{"checkpoint":{"at":"2026-03');
  expect(await verdict()).toMatchObject({ verdict: "sound", covered: 4 });
  await takeCheckpoint(db, files, {
    last: findLastCheckpoint(files.checkpointFile),
    now: new Date(at.getTime() + 3_600_000),
  });
  expect(await verdict()).toMatchObject({ verdict: "sound", last: 6, covered: 6 });
  await update(db, 5, { outcome: "denied" });
  await restamp(db, 5);
  expect(await verdict()).toEqual({ verdict: "rewritten", from: 5, to: 6 });
});
