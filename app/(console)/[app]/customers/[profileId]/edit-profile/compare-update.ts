import type { CustomAttribute } from "@/lib/adapty/profile";
import type { CustomerPage } from "@/lib/customers/customer-page";
import { HIDDEN } from "@/lib/customers/masked";
import type { LastSet } from "@/lib/operations/activity";
import { type Chosen, type ConflictRow, isSame, openFirst } from "../conflict/conflict-row";
import { readNumber } from "./attribute-changes";
import { type Draft, dropAdded, dropEdit, setEdit, setValue } from "./draft";
import { allFields, type FieldPath, isInstallation, type ProfileField } from "./fields";
import { findLast, type LastValue } from "./find-last";
import { sayAttribute, sayValue } from "./say-value";

type Known = { attributes: CustomAttribute[] | undefined; lastSet: LastSet };

/** What of a customer's page an edit builds on. */
export const knownOf = ({ view: { attributes }, lastSet }: CustomerPage): Known => ({ attributes, lastSet });

const KEY = "attribute:";

const sayLast = (field: ProfileField, last: LastValue | undefined): string => {
  if (!last) return "Never set from here";
  return last.value === null ? "cleared" : last.value === HIDDEN ? "masked" : sayValue(field, last.value);
};

function sayTyped(field: ProfileField, draft: Draft): string | undefined {
  const typed = draft.values[field.path];
  if (typed === undefined || (isInstallation(field.path) && !draft.installationOpen)) return undefined;
  if (typed === null) return "cleared";
  return field.options?.find(({ value }) => value === typed)?.words ?? sayValue(field, typed.trim());
}

/** What Adapty never reports: by what was set from here since. Two that are masked cannot be told apart, so both stay open. */
function compareField(field: ProfileField, draft: Draft, before: Known, after: Known): ConflictRow[] {
  const [was, is] = [findLast(field, before.lastSet), findLast(field, after.lastSet)];
  if (!is || is.at === was?.at) return [];
  const [mine, now] = [sayTyped(field, draft), sayLast(field, is)];
  return [
    {
      id: field.path,
      what: field.label,
      before: [sayLast(field, was)],
      now: [now],
      by: { agent: is.by, at: is.at, confirmed: is.confirmed },
      ...(mine !== undefined && { yours: [mine] }),
      ...(mine !== undefined && mine !== now && { open: true }),
    },
  ];
}

function sayMine(draft: Draft, key: string): string | undefined {
  const edit = draft.edits.find((one) => one.key === key) ?? draft.added.find((one) => one.key === key);
  if (!edit) return undefined;
  if ("removed" in edit && edit.removed) return "not set";
  const read = edit.kind === "number" ? readNumber(edit.value) : undefined;
  return sayAttribute(read && "number" in read ? read.number : edit.value);
}

const valuesOf = ({ attributes }: Known) => new Map((attributes ?? []).map(({ key, value }) => [key, value]));

function compareAttributes(draft: Draft, before: Known, after: Known): ConflictRow[] {
  const [was, is] = [valuesOf(before), valuesOf(after)];
  return [...new Set([...is.keys(), ...was.keys()])].flatMap((key) => {
    const say = (values: typeof was) => [values.has(key) ? sayAttribute(values.get(key)) : "not set"];
    const row = { id: `${KEY}${key}`, what: `Attribute ${key}`, before: say(was), now: say(is) };
    if (isSame(row.before, row.now)) return [];
    const mine = sayMine(draft, key);
    if (mine === undefined) return [row];
    return [{ ...row, yours: [mine], ...(!isSame([mine], row.now) && { open: true as const }) }];
  });
}

/**
 * What is not as it was when the form was opened, with what the form makes of it: first what both changed, each in another
 * way, for the agent to decide.
 */
export function compareUpdate(draft: Draft, before: Known, after: Known): ConflictRow[] {
  const fields = allFields.flatMap((field) => compareField(field, draft, before, after));
  return openFirst([...fields, ...compareAttributes(draft, before, after)]);
}

/** The draft after the choice: what is theirs is left as it is now; of a key that is there by now, mine changes it. */
export function settleDraft(draft: Draft, chosen: Chosen): Draft {
  return Object.entries(chosen).reduce((held, [id, side]) => {
    if (!id.startsWith(KEY)) return side === "mine" ? held : setValue(held, id as FieldPath, undefined);
    const key = id.slice(KEY.length);
    const added = held.added.find((one) => one.key === key);
    const rest = added ? dropAdded(held, added.id) : held;
    if (side === "theirs") return dropEdit(rest, key);
    return added ? setEdit(rest, { key, value: added.value, kind: added.kind, removed: false }) : rest;
  }, draft);
}
