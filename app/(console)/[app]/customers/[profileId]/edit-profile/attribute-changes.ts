import { ATTRIBUTES_MAX } from "@/lib/adapty/attribute-limits";
import type { CustomAttribute } from "@/lib/adapty/profile";
import { type AttributeEdit, type Draft, isBlank, type ValueKind } from "./draft";

/** What Adapty holds: the attributes it answered (undefined: it answered none of it) and how many there are in all. */
export type Held = { attributes: CustomAttribute[] | undefined; count: number };

export type Issue = { field: string; message: string };
/** One entry of `custom_attributes`; `row` names the line of the form it came from, `""` as value deletes. */
export type AttributeEntry = { row: string; key: string; value: string | number };
export type AttributeRow = {
  row: string;
  key: string;
  held: CustomAttribute | undefined;
  edit: AttributeEdit | undefined;
};

export const kindOf = (value: CustomAttribute["value"]): ValueKind => (typeof value === "number" ? "number" : "text");

/** The lines of the form: what Adapty holds, and what is being edited although it is gone meanwhile. Each key once. */
export function listRows(draft: Draft, held: Held): AttributeRow[] {
  const byKey = new Map((held.attributes ?? []).map((attribute) => [attribute.key, attribute]));
  const edits = new Map(
    draft.edits.filter((edit) => byKey.has(edit.key) || !edit.removed).map((edit) => [edit.key, edit]),
  );
  return [...new Set([...byKey.keys(), ...edits.keys()])].map((key) => ({
    row: `held:${key}`,
    key,
    held: byKey.get(key),
    edit: edits.get(key),
  }));
}

/** A number that Adapty will keep exactly as typed, or why not. */
export function readNumber(text: string): { number: number } | { message: string } {
  const trimmed = text.trim();
  if (!/^-?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(trimmed))
    return { message: "Type a number like 12 or 3.5, or choose Text." };
  const number = Number(trimmed);
  const exact = Number.isFinite(number) && (!Number.isInteger(number) || Number.isSafeInteger(number));
  return exact ? { number } : { message: "Too large to be kept exactly as a number: choose Text." };
}

function readValue(text: string, kind: ValueKind): { value: string | number } | { message: string } {
  if (text.trim() === "") return { message: "Type a value, or delete the attribute." };
  if (kind === "text") return { value: text };
  const read = readNumber(text);
  return "number" in read ? { value: read.number } : read;
}

/**
 * The smallest list that turns what Adapty holds into what the form says: an existing attribute that nobody changed is not in
 * it. `countAfter` is how many attributes there will be, `changed` how many lines differ, whether they can be sent or not.
 */
export function diffAttributes(draft: Draft, held: Held) {
  const entries: AttributeEntry[] = [];
  const issues: Issue[] = [];
  const rows = listRows(draft, held);
  const taken = new Set(rows.map(({ key }) => key));
  let countAfter = held.count;
  let changed = 0;

  for (const { row, key, held: was, edit } of rows) {
    if (!edit) continue;
    if (edit.removed) {
      entries.push({ row, key, value: "" });
      countAfter -= 1;
      changed += 1;
      continue;
    }
    if (!was) countAfter += 1;
    const read = readValue(edit.value, edit.kind);
    if ("value" in read && was?.value === read.value) continue;
    changed += 1;
    if ("value" in read) entries.push({ row, key, value: read.value });
    else issues.push({ field: `${row}.value`, message: read.message });
  }

  for (const one of draft.added) {
    if (isBlank(one)) continue;
    countAfter += 1;
    changed += 1;
    const read = readValue(one.value, one.kind);
    if (taken.has(one.key)) issues.push({ field: `${one.id}.key`, message: "This key is already in the list." });
    else if (one.key === "") issues.push({ field: `${one.id}.key`, message: "Name the attribute." });
    taken.add(one.key);
    if ("value" in read) entries.push({ row: one.id, key: one.key, value: read.value });
    else issues.push({ field: `${one.id}.value`, message: read.message });
  }

  if (countAfter > ATTRIBUTES_MAX && changed > 0) {
    const message = `That would be ${countAfter} attributes. Adapty keeps at most ${ATTRIBUTES_MAX}.`;
    issues.push({ field: "custom_attributes", message });
  }
  return { entries, issues, countAfter, changed };
}
