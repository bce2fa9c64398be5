import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { createChance } from "./faults/chance";
import { listFaults } from "./faults/list-faults";
import type { Proof } from "./faults/proofs";
import { rows } from "./faults/rows";

const root = join(import.meta.dirname, "..");
const names = Array.from({ length: 40 }, (_, at) => `F${String(at + 1).padStart(2, "0")}`);

const faults = new Set(listFaults(createChance(1)).map(({ name }) => name));

/** Whether a test, or a part of the fault runs, of just this title stands in the file. */
const stands = (text: string, title: string) => [`"${title}"`, `\`${title}\``].some((quoted) => text.includes(quoted));

const isThere = ([first, title]: Proof) =>
  title === undefined ? faults.has(first) : stands(readFileSync(join(root, first), "utf8"), title);

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

  test("takes no longer title, and none that is only mentioned, for the one that it names", () => {
    expect(stands('test("sends once", () => {});', "sends once")).toBe(true);
    expect(stands('test("sends once more", () => {});', "sends once")).toBe(false);
    expect(stands("// sends once", "sends once")).toBe(false);
  });
});
