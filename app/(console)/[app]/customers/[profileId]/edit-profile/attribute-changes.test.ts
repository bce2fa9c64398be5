import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Held } from "./attribute-changes";
import { buildUpdate as buildUpdateAt } from "./build-update";
import { addAttribute, type Draft, dropAdded, emptyDraft, setEdit } from "./draft";

const holding = (values: [string, string | number][]): Held => ({
  attributes: values.map(([key, value]) => ({ key, value })),
  count: values.length,
});
const change = (draft: Draft, key: string, value: string, kind: "text" | "number" = "text") =>
  setEdit(draft, { key, value, kind, removed: false });
const remove = (draft: Draft, key: string) => setEdit(draft, { key, value: "", kind: "text", removed: true });
const adding = (key: string, value: string, kind: "text" | "number" = "text"): Draft => ({
  ...emptyDraft,
  added: [{ id: "new:1", key, value, kind }],
});
const NOW = Date.parse("2026-11-22T18:00:00Z");
const buildUpdate = (draft: Draft, held: Held) => buildUpdateAt(draft, held, NOW);
const sent = (draft: Draft, held: Held) => buildUpdate(draft, held).body?.custom_attributes;

const key = fc.oneof(
  fc.stringMatching(/^[A-Za-z0-9._-]{1,30}$/),
  fc.constantFrom("__proto__", "constructor", "toString", "hasOwnProperty", "0", "a.b"),
);
const text = fc.string({ minLength: 1, maxLength: 50 }).filter((value) => value.trim() !== "");
const attributes = fc.uniqueArray(fc.tuple(key, text), { selector: ([name]) => name, maxLength: 30 });

describe("attributes", () => {
  it("sends the least that turns what is held into what was asked for, with any key", () => {
    fc.assert(
      fc.property(attributes, fc.array(fc.tuple(fc.nat(29), fc.option(text))), (held, edits) => {
        const after = new Map<string, string | number>(held);
        let draft = emptyDraft;
        for (const [at, value] of edits) {
          const name = held[at]?.[0];
          if (name === undefined) continue;
          draft = value === null ? remove(draft, name) : change(draft, name, value);
          after.set(name, value ?? "");
        }
        const before = new Map<string, string | number>(held);
        const differing = [...after].filter(([name, value]) => before.get(name) !== value);
        const { body, changeCount } = buildUpdate(draft, holding(held));
        expect(changeCount).toBe(differing.length);
        const got = (body?.custom_attributes ?? []).map(({ key: name, value }) => [name, value]);
        expect(got.sort()).toEqual(differing.sort());
      }),
    );
  });

  it("does not send a value that was changed and changed back", () => {
    const held = holding([["plan", "gold"]]);
    expect(sent(change(change(emptyDraft, "plan", "silver"), "plan", "gold"), held)).toBeUndefined();
  });

  it("takes text for text and numbers for numbers, and a change between them for a change", () => {
    const held = holding([["tier", 3]]);
    expect(sent(change(emptyDraft, "tier", "3", "number"), held)).toBeUndefined();
    expect(sent(change(emptyDraft, "tier", "3"), held)).toEqual([{ key: "tier", value: "3" }]);
    expect(sent(adding("age", "1e2", "number"), held)).toEqual([{ key: "age", value: 100 }]);
  });

  it.each(["1,5", "0x10", "Infinity", "1e400", "12345678901234567890", "", " "])("refuses %j as a number", (typed) => {
    const { body, issues } = buildUpdate(adding("age", typed, "number"), holding([]));
    expect(body).toBeNull();
    expect(issues.map(({ field }) => field)).toEqual(["new:1.value"]);
  });

  it("deletes by an empty value, which no box can send by itself", () => {
    const held = holding([["plan", "gold"]]);
    expect(sent(remove(emptyDraft, "plan"), held)).toEqual([{ key: "plan", value: "" }]);
    expect(buildUpdate(change(emptyDraft, "plan", " "), held)).toMatchObject({
      body: null,
      issues: [{ field: "held:plan.value" }],
    });
  });

  it.each([
    ["bad key", "key"],
    ["", "key"],
    ["k".repeat(31), "key"],
    ["plan", "key"],
  ])("refuses the new key %j beside its box", (name, part) => {
    const { body, issues } = buildUpdate(adding(name, "x"), holding([["plan", "gold"]]));
    expect(body).toBeNull();
    expect(issues.map(({ field }) => field)).toEqual([`new:1.${part}`]);
  });

  it("refuses the same new key twice, beside the second", () => {
    const draft = { ...adding("a", "x") };
    draft.added = [...draft.added, { id: "new:2", key: "a", value: "y", kind: "text" }];
    expect(buildUpdate(draft, holding([])).issues.map(({ field }) => field)).toEqual(["new:2.key"]);
  });

  it("counts what there will be, and stops at 30", () => {
    const full = holding(Array.from({ length: 30 }, (_, at) => [`k${at}`, "v"]));
    expect(buildUpdate(adding("one-more", "x"), full)).toMatchObject({
      body: null,
      attributesAfter: 31,
      issues: [{ field: "custom_attributes" }],
    });
    expect(buildUpdate(remove(adding("one-more", "x"), "k0"), full)).toMatchObject({ attributesAfter: 30, issues: [] });
  });

  it("ignores a new line in which nothing was typed, and gives each line its own name", () => {
    const two = addAttribute(addAttribute(emptyDraft));
    expect(buildUpdate(two, holding([]))).toMatchObject({ body: {}, changeCount: 0 });
    const again = addAttribute(dropAdded(two, "new:1"));
    expect(again.added.map(({ id }) => id)).toEqual(["new:2", "new:3"]);
  });

  it("follows Adapty when the customer changes under the form", () => {
    const draft = remove(change(emptyDraft, "plan", "gold"), "tier");
    expect(sent(draft, holding([["plan", "gold"]]))).toBeUndefined();
    expect(sent(draft, holding([["tier", 1]]))).toEqual([
      { key: "tier", value: "" },
      { key: "plan", value: "gold" },
    ]);
  });
});
