import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { createChance } from "./faults/chance";
import { hasPart, hasTest, leavesOut } from "./faults/find-proof";
import { listFaults } from "./faults/list-faults";
import type { Proof } from "./faults/proofs";
import { rows } from "./faults/rows";

const root = join(import.meta.dirname, "..");
const names = Array.from({ length: 40 }, (_, at) => `F${String(at + 1).padStart(2, "0")}`);

const faults = new Set(listFaults(createChance(1)).map(({ name }) => name));

const read = (file: string) => readFileSync(join(root, file), "utf8");

const isThere = ([first, title]: Proof) => {
  if (title === undefined) return faults.has(first);
  return first === "e2e/faults/real.ts" ? hasPart(read(first), title) : hasTest(read(first), title);
};

describe("the table of faults", () => {
  test("has a row for each of the forty, and no other", () => {
    expect(Object.keys(rows).toSorted()).toEqual(names);
  });

  test.each(Object.entries(rows).toSorted())(
    "%s names tests that there are, or why there is none",
    (_, { fault, proofs, not }) => {
      expect(fault).not.toBe("");
      expect(proofs.length > 0 || not !== undefined).toBe(true);
      if (not !== undefined) expect(not).toMatch(/^[A-Z].{20,}\.$/);
      expect(proofs.filter((proof) => !isThere(proof))).toEqual([]);
    },
  );

  test("names no file of which a part is left out", () => {
    const named = Object.values(rows).flatMap(({ proofs }) => proofs.flatMap(([file, title]) => (title ? [file] : [])));
    expect([...new Set(named)].filter((file) => leavesOut(read(file)))).toEqual([]);
  });
});

describe("a test is there", () => {
  test.each([
    'test("sends once", () => {});',
    'it(\n  "sends once",\n  () => {});',
    'test.each(["a (b)", "c"] as const)(\n  "sends once", () => {});',
    'onSqlite("sends once", () => {});',
    "test(`sends once`, () => {});",
  ])("by %j", (text) => expect(hasTest(text, "sends once")).toBe(true));

  test.each([
    'test("sends once more", () => {});',
    "// sends once",
    '// test("sends once", () => {});',
    'const title = "sends once";',
    'expect(say()).toBe("sends once");',
    'describe("sends once", () => {});',
    'test.each([1])("sends", () => {});\ndescribe.each([2])("sends once", () => {});',
    'test.skip("sends once", () => {});',
    'test.skip.each([1])("sends once", () => {});',
    'test.todo("sends once");',
  ])("and not by %j", (text) => expect(hasTest(text, "sends once")).toBe(false));

  test.each([
    'describe.skip("sending", () => {});',
    "test.fixme();",
    'test.describe.skip("sending", () => {});',
    'it.only("sends", () => {});',
    'describe.todo.each([1])("sending", () => {});',
  ])("and leaves something out by %j", (text) => expect(leavesOut(text)).toBe(true));

  test("and leaves nothing out where it takes a part of a text", () => {
    expect(leavesOut('test("skips", () => expect(page.skip).toBe(only(1)));')).toBe(false);
  });

  test("or a part of the fault runs, where it is listed as one", () => {
    expect(hasPart('["same", () => sendThroughAll(world)],', "same")).toBe(true);
    expect(hasPart('[\n  "same",\n  async () => sendThroughAll(world)],', "same")).toBe(true);
    expect(hasPart('say("same", () => world);', "same")).toBe(false);
    expect(hasPart('["other", "same"]', "same")).toBe(false);
  });
});
