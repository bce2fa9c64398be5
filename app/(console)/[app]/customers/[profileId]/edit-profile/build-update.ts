import { type ProfileUpdate, profileUpdateSchema } from "@/lib/adapty/profile-update";
import { checkBirthday } from "@/lib/operations/birthday";
import { whySchema } from "@/lib/operations/input";
import { diffAttributes, type Held, type Issue } from "./attribute-changes";
import type { Draft } from "./draft";
import { allFields, isInstallation, type ProfileField } from "./fields";

export type Why = { note?: string; ticket?: string };

export type Built = {
  /** Null while anything is wrong. Holds changed fields only, so it may be empty. */
  body: ProfileUpdate | null;
  why: Why;
  issues: Issue[];
  changeCount: number;
  attributesAfter: number;
  /** Which line of the form each entry of `custom_attributes` came from. */
  rows: string[];
};

/** The field of the form that an error's path names: `custom_attributes.0.value` is the value of the line it was built from. */
export function placeError(path: string, rows: string[]): string {
  const entry = /^custom_attributes\.(\d+)(?:\.(key|value))?/.exec(path);
  const row = entry && rows[Number(entry[1])];
  return row ? `${row}.${entry[2] ?? "value"}` : path;
}

function readField(field: ProfileField, typed: string): { value: unknown } | { message: string } {
  const text = typed.trim();
  if (text === "") {
    const verb = field.control === "choice" ? "Choose" : "Type";
    return { message: `${verb} a value, or choose ${field.fixed ? "Leave" : "Clear"}.` };
  }
  if (field.control === "choice") return { value: field.options?.find(({ value }) => value === text)?.body };
  return { value: field.control === "country" ? text.toUpperCase() : text };
}

/**
 * The request body of PATCH profile from what the agent did: changed fields only, null to clear, attributes as the smallest
 * difference to `held`. An empty box never becomes part of it. Judged by what the server action judges with, at `now` in
 * milliseconds.
 */
export function buildUpdate(draft: Draft, held: Held, now: number): Built {
  const attributes = diffAttributes(draft, held);
  const issues = [...attributes.issues];
  const fields: [string, unknown][] = [];
  const device: [string, unknown][] = [];
  let changeCount = attributes.changed;

  for (const field of allFields) {
    const typed = draft.values[field.path];
    if (typed === undefined || (isInstallation(field.path) && !draft.installationOpen)) continue;
    changeCount += 1;
    const read = typed === null ? { value: null } : readField(field, typed);
    if ("message" in read) issues.push({ field: field.path, message: read.message });
    else if (isInstallation(field.path)) device.push([field.path.slice("installation_meta.".length), read.value]);
    else fields.push([field.path, read.value]);
  }
  if (device.length > 0) fields.push(["installation_meta", Object.fromEntries(device)]);
  const entries = attributes.entries.map(({ key, value }) => ({ key, value }));
  if (entries.length > 0) fields.push(["custom_attributes", entries]);

  const rows = attributes.entries.map(({ row }) => row);
  const asked = Object.fromEntries(fields);
  const body = profileUpdateSchema.safeParse(asked);
  const why = { ...(draft.note && { note: draft.note }), ...(draft.ticket && { ticket: draft.ticket }) };
  const unborn = checkBirthday(asked.birthday, now);
  const broken = [
    ...(body.error?.issues ?? []),
    ...(unborn ? [{ path: ["birthday"], message: unborn }] : []),
    ...(whySchema.safeParse(why).error?.issues ?? []),
  ];
  for (const { path, message } of broken) {
    const field = placeError(path.join("."), rows);
    if (!issues.some((issue) => issue.field === field)) issues.push({ field, message });
  }
  const sendable = body.success && issues.length === 0 ? body.data : null;
  return { body: sendable, why, issues, changeCount, attributesAfter: attributes.countAfter, rows };
}
