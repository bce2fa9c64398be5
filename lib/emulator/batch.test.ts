import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "libsql";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createBatch } from "./batch";

let folder: string;
let writing: Database.Database;
let reading: Database.Database;
let timesLost: number;
let batch: ReturnType<typeof createBatch>;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "batch-"));
  writing = new Database(join(folder, "batch.db"));
  writing.exec("PRAGMA journal_mode = WAL; CREATE TABLE kept (value INTEGER)");
  reading = new Database(join(folder, "batch.db"));
  timesLost = 0;
  batch = createBatch(writing, () => timesLost++);
});

afterEach(() => {
  writing.close();
  reading.close();
  rmSync(folder, { recursive: true, force: true });
});

const write = (value: number) => {
  batch.open();
  writing.exec(`INSERT INTO kept VALUES (${value})`);
};
const onDisk = () => (reading.prepare("SELECT value FROM kept").all() as { value: number }[]).map(({ value }) => value);

test("what was written together is on disk together, and not settled before", async () => {
  write(1);
  write(2);
  const first = batch.settled().then(onDisk);
  expect(onDisk()).toEqual([]);
  expect(await first).toEqual([1, 2]);
  await batch.settled();
});

test("each round of the event loop has its own", async () => {
  write(1);
  await batch.settled();
  write(2);
  expect(onDisk()).toEqual([1]);
  await batch.settled();
  expect(onDisk()).toEqual([1, 2]);
});

test("what is undone is undone for all who wait for it, and the next is written again", async () => {
  write(1);
  const first = batch.settled();
  write(2);
  const failure = new Error("broken");
  batch.undo(failure);
  await expect(first).rejects.toBe(failure);
  expect(timesLost).toBe(1);
  write(3);
  await batch.settled();
  expect(onDisk()).toEqual([3]);
});

test("a commit that fails is told to all who wait for it", async () => {
  writing.exec("PRAGMA foreign_keys = ON; CREATE TABLE parents (id INTEGER PRIMARY KEY)");
  writing.exec("CREATE TABLE children (parent REFERENCES parents DEFERRABLE INITIALLY DEFERRED)");
  write(1);
  writing.exec("INSERT INTO children VALUES (7)");
  await expect(batch.settled()).rejects.toThrow("FOREIGN KEY");
  expect(timesLost).toBe(1);
  write(2);
  await batch.settled();
  expect(onDisk()).toEqual([2]);
});
