import { renameSync } from "node:fs";
import { sql } from "kysely";
import { describe, expect, test, vi } from "vitest";
import { sqlite } from "@/lib/db/database.fixture";
import { lockFile } from "@/lib/db/lock-holder.fixture";
import { sqliteFile } from "@/lib/db/sqlite-file";
import { watchLog } from "@/lib/log/log.fixture";
import {
  fillForm,
  findOperation,
  forget,
  lead,
  newCustomer,
  openWorld,
  sentFor,
  writeOperation,
} from "./world.fixture";

// What keeps the embedded database from being written, for real; PostgreSQL's ways are in write-lost-database.test.ts.

/** What the log tells of a write that was refused so. */
const told = (code: string) => ({
  level: "error",
  msg: "A change could not be recorded, so it was not sent.",
  fault: expect.objectContaining({ code }),
});

const cannotRecord = {
  error: {
    outcome: "not_sent",
    code: "cannot_record",
    message: expect.stringMatching(/^Nothing was sent: the console cannot record the change just now/),
  },
};

async function open() {
  const { db, url } = await openWorld(sqlite.newUrl);
  const customer = await newCustomer();
  const input = await fillForm("comp.grant", customer, { why: { reason: "COURTESY", note: "n".repeat(900) } });
  await forget();
  const sent = async () => (await sentFor(customer)).bodies.length;
  const write = () => writeOperation("comp.grant", lead, input);
  const reads = async () => (await db.selectFrom("operation").select("id").execute()).length;
  return { db, url, input, sent, write, reads };
}

describe("F27: nothing is sent that cannot be recorded, reads go on, and nobody has to restart", () => {
  test("while the disk is full", async () => {
    const { db, sent, write, reads, input } = await open();
    const lines = watchLog();
    const pages = await sql<{ page_count: number }>`pragma page_count`.execute(db);
    await sql`pragma max_page_count = ${sql.lit(pages.rows[0]?.page_count ?? 0)}`.execute(db);
    // What is left of the last page is filled first.
    const fill = async () => {
      const row = { key: crypto.randomUUID(), value: "x".repeat(400), updated_at: "", updated_by: "" };
      await db.insertInto("setting").values(row).execute();
      return fill();
    };
    await expect(fill()).rejects.toMatchObject({ code: "SQLITE_FULL" });

    expect(await write()).toMatchObject(cannotRecord);
    expect(await write()).toMatchObject(cannotRecord);
    expect([await sent(), await reads()]).toEqual([0, 0]);
    expect(lines).toContainEqual(expect.objectContaining(told("SQLITE_FULL")));

    await sql`pragma max_page_count = 100000`.execute(db);
    expect(await write()).toMatchObject({ ok: true });
    expect(await sent()).toBe(1);
    expect(await findOperation(input.target.operationId)).toMatchObject({ state: "applied", attempts: 1 });
  });

  test("while the file can only be read", async () => {
    const { db, sent, write, reads } = await open();
    const lines = watchLog();
    await sql`pragma query_only = on`.execute(db);
    expect(await write()).toMatchObject(cannotRecord);
    expect([await sent(), await reads()]).toEqual([0, 0]);
    expect(lines).toContainEqual(expect.objectContaining(told("SQLITE_READONLY")));
    await sql`pragma query_only = off`.execute(db);
    expect(await write()).toMatchObject({ ok: true });
    expect(await sent()).toBe(1);
  });

  test("while the file is gone from its place, where nobody would ever read what is written into it", async () => {
    const { url, sent, write } = await open();
    const file = sqliteFile(url);
    for (const end of ["", "-wal", "-shm"]) renameSync(`${file}${end}`, `${file}.away${end}`);
    expect(await write()).toMatchObject(cannotRecord);
    expect(await sent()).toBe(0);
    for (const end of ["", "-wal", "-shm"]) renameSync(`${file}.away${end}`, `${file}${end}`);
    expect(await write()).toMatchObject({ ok: true });
    expect(await sent()).toBe(1);
  });
});

describe("F28: a file that another process holds", () => {
  test("holds up a write and no read, and the write goes once it is free", async () => {
    const { url, sent, write, reads } = await open();
    const { letGo } = await lockFile(sqliteFile(url));
    const writing = write();
    for (let read = 0; read < 20; read += 1) expect(await reads()).toBe(0);
    expect(await sent()).toBe(0);
    await letGo();
    expect(await writing).toMatchObject({ ok: true });
    expect(await sent()).toBe(1);
  });

  test("for longer than a write waits refuses it before anything is sent, and takes the same form afterwards", async () => {
    const { url, sent, write, reads, input } = await open();
    const { letGo } = await lockFile(sqliteFile(url));
    const writing = write();
    for (let read = 0; read < 20; read += 1) expect(await reads()).toBe(0);
    // A clock on which every try takes half a second.
    let at = performance.now();
    vi.spyOn(performance, "now").mockImplementation(() => {
      at += 500;
      return at;
    });
    expect(await writing).toMatchObject(cannotRecord);
    expect([await sent(), await reads()]).toEqual([0, 0]);
    vi.mocked(performance.now).mockRestore();
    await letGo();
    expect(await write()).toMatchObject({ ok: true });
    expect(await sent()).toBe(1);
    expect(await findOperation(input.target.operationId)).toMatchObject({ state: "applied", attempts: 1 });
  });
});
