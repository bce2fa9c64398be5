import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { SqliteDatabase } from "kysely";
import Database from "libsql";
import { afterEach, beforeEach, expect, test } from "vitest";
import { keepStatements } from "./keep-statements";

let folder: string;
let prepared: string[];
let kept: SqliteDatabase;

function open() {
  const database = new Database(join(folder, "kept.db"));
  database.exec("PRAGMA journal_mode = WAL");
  return database;
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "console-statements-"));
  prepared = [];
  const database = open();
  database.exec("CREATE TABLE thing (id INTEGER PRIMARY KEY, name TEXT UNIQUE)");
  kept = keepStatements({
    prepare: (sql) => {
      prepared.push(sql);
      return database.prepare(sql);
    },
    close: () => database.close(),
  });
});
afterEach(() => {
  kept.close();
  rmSync(folder, { recursive: true, force: true });
});

const insert = (name: string) => kept.prepare("INSERT INTO thing (name) VALUES (?)").run([name]);
const list = () => kept.prepare("SELECT * FROM thing ORDER BY id").all([]);

test("a statement is prepared once, however often it runs", () => {
  for (const name of ["a", "b", "c"]) insert(name);
  expect(list()).toHaveLength(3);
  expect(list()).toHaveLength(3);
  expect(prepared).toHaveLength(2);
});

test("a statement that failed runs again, and so do the others", () => {
  insert("a");
  expect(() => insert("a")).toThrow(/UNIQUE/);
  expect(insert("b").changes).toBe(1);
  expect(list()).toMatchObject([{ name: "a" }, { name: "b" }]);
});

test("a statement that is given fewer values than before is refused, and never takes the ones of the time before", () => {
  const ask = (...given: string[]) => kept.prepare("SELECT ? AS one, ? AS other").all(given);
  const add = (...given: string[]) => kept.prepare("INSERT INTO thing (name) VALUES (?)").run(given);
  expect(ask("a", "b")).toEqual([{ one: "a", other: "b" }]);
  expect(() => ask("c")).toThrow("took 2 values was given 1");
  expect(ask("c", "d")).toEqual([{ one: "c", other: "d" }]);
  add("a");
  expect(() => add()).toThrow("took 1 values was given 0");
  expect(list()).toHaveLength(1);
});

test("a step refused while another process writes can be taken once that one is done", () => {
  const other = open();
  other.exec("BEGIN IMMEDIATE");
  expect(() => kept.prepare("begin immediate").run([])).toThrow(/locked/);
  other.exec("COMMIT");
  kept.prepare("begin immediate").run([]);
  insert("a");
  kept.prepare("commit").run([]);
  expect(list()).toHaveLength(1);
  other.close();
});

test("a table that changed is read as it is now", () => {
  insert("a");
  expect(list()).toEqual([{ id: 1, name: "a" }]);
  kept.prepare("ALTER TABLE thing ADD COLUMN size INTEGER DEFAULT 7").run([]);
  expect(list()).toEqual([{ id: 1, name: "a", size: 7 }]);
});

test("a reader that stops halfway disturbs neither the same question nor one that changes the table", () => {
  for (let number = 0; number < 300; number += 1) insert(`thing ${number}`);
  const rows = kept.prepare("SELECT * FROM thing ORDER BY id").iterate([]);
  expect(rows.next().value).toMatchObject({ id: 1 });
  expect(list()).toHaveLength(300);
  expect(rows.next().value).toMatchObject({ id: 2 });
  insert("one more");
  expect(list()).toHaveLength(301);
});

test("of many different statements the ones used last are kept", () => {
  const ask = (number: number) => kept.prepare(`SELECT ${number} AS number`).all([]);
  for (let number = 0; number <= 300; number += 1) expect(ask(number)).toEqual([{ number }]);
  prepared = [];
  ask(300);
  ask(0);
  expect(prepared).toEqual(["SELECT 0 AS number"]);
});
