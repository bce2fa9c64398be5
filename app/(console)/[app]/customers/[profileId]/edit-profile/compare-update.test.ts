import { describe, expect, test } from "vitest";
import { HIDDEN } from "@/lib/customers/masked";
import { compareUpdate, settleDraft } from "./compare-update";
import { addAttribute, type Draft, emptyDraft, setAdded, setEdit, setValue } from "./draft";

const at = "2026-11-22T18:00:00.000Z";
const known = (attributes: Record<string, string | number>, lastSet: Record<string, unknown> = {}) => ({
  attributes: Object.entries(attributes).map(([key, value]) => ({ key, value })),
  lastSet: Object.fromEntries(
    Object.entries(lastSet).map(([field, value], index) => [
      field,
      { value, at: `${at.slice(0, -1)}${String(value)}${index}Z`, by: "anna@acme.example", confirmed: true },
    ]),
  ),
});
const changing = (key: string, value: string, draft: Draft = emptyDraft) =>
  setEdit(draft, { key, value, kind: "text", removed: false });
const adding = (key: string, value: string) =>
  setAdded(addAttribute(emptyDraft), { id: "new:1", key, value, kind: "text" });

describe("what differs between before, theirs and yours", () => {
  test("is nothing where nothing changed, whatever the form does", () => {
    const held = known({ plan: "gold" }, { email: "a@x.example" });
    expect(compareUpdate(changing("plan", "silver"), held, held)).toEqual([]);
  });

  test("is what they alone changed, which the form leaves as it is now", () => {
    const rows = compareUpdate(changing("vip", "yes"), known({ plan: "gold", old: 1 }), known({ plan: "silver" }));
    expect(rows).toEqual([
      { id: "attribute:plan", what: "Attribute plan", before: ["“gold” (text)"], now: ["“silver” (text)"] },
      { id: "attribute:old", what: "Attribute old", before: ["1 (number)"], now: ["not set"] },
    ]);
  });

  test("is open, and comes first, where both changed it, each in another way", () => {
    const draft = changing("plan", "bronze", changing("same", "2"));
    const rows = compareUpdate(
      draft,
      known({ a: 1, plan: "gold", same: "1" }),
      known({ a: 2, plan: "silver", same: "2" }),
    );
    expect(rows.map(({ id, yours, open }) => [id, yours, open])).toEqual([
      ["attribute:plan", ["“bronze” (text)"], true],
      ["attribute:a", undefined, undefined],
      ["attribute:same", ["“2” (text)"], undefined],
    ]);
  });

  test("tells a deletion of ours against a value of theirs", () => {
    const draft = setEdit(emptyDraft, { key: "plan", value: "", kind: "text", removed: true });
    const [row] = compareUpdate(draft, known({ plan: "gold" }), known({ plan: "silver" }));
    expect(row).toMatchObject({ yours: ["not set"], open: true });
    expect(compareUpdate(draft, known({ plan: "gold" }), known({}))[0]).not.toHaveProperty("open");
  });

  test("goes by what was set from here for what Adapty never reports, and says by whom", () => {
    const [row] = compareUpdate(
      setValue(emptyDraft, "first_name", "Jane"),
      known({}),
      known({}, { first_name: "Joan", last_name: "Doe" }),
    );
    expect(row).toMatchObject({
      id: "first_name",
      before: ["Never set from here"],
      now: ["Joan"],
      by: { agent: "anna@acme.example", confirmed: true },
      yours: ["Jane"],
      open: true,
    });
  });

  test("never tells what is masked, and leaves it open whether it is the same", () => {
    const [row] = compareUpdate(
      setValue(emptyDraft, "email", "mine@x.example"),
      known({}),
      known({}, { email: HIDDEN }),
    );
    expect(row).toMatchObject({ now: ["masked"], yours: ["mine@x.example"], open: true });
  });

  test("leaves out an installation that is folded away, which is not sent", () => {
    const draft = setValue(emptyDraft, "installation_meta.os", "18");
    const after = known({});
    after.lastSet.installation_meta = { value: { os: "17" }, at, by: "anna@acme.example", confirmed: true };
    expect(compareUpdate(draft, known({}), after)[0]).not.toHaveProperty("yours");
    expect(compareUpdate({ ...draft, installationOpen: true }, known({}), after)[0]).toMatchObject({ open: true });
  });
});

describe("the draft after the choice", () => {
  test("has nothing left of what is to be theirs, and all of what is to be mine", () => {
    const draft = setValue(changing("plan", "bronze", changing("vip", "yes")), "email", "mine@x.example");
    const settled = settleDraft(draft, { "attribute:plan": "theirs", "attribute:vip": "mine", email: "theirs" });
    expect(settled.edits.map(({ key }) => key)).toEqual(["vip"]);
    expect(settled.values.email).toBeUndefined();
    expect(settleDraft(draft, { email: "mine" }).values.email).toBe("mine@x.example");
  });

  test("changes what it was about to add, where that is there by now", () => {
    const settled = settleDraft(adding("vip", "yes"), { "attribute:vip": "mine" });
    expect(settled).toMatchObject({ added: [], edits: [{ key: "vip", value: "yes", removed: false }] });
    expect(settleDraft(adding("vip", "yes"), { "attribute:vip": "theirs" })).toMatchObject({ added: [], edits: [] });
  });
});
