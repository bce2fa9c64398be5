import { sayProfileField } from "@/lib/access/profile-labels";
import {
  aRole,
  type ProfileField,
  permissionNames,
  permissions,
  profileFields,
  type Right,
  type Role,
  roles,
} from "@/lib/auth/permissions";
import { whyTaken } from "@/lib/operations/limits";
import type { Limits } from "@/lib/settings/limits";

export type MatrixRow = { label: string; note?: string | undefined; may: readonly Role[] };
export type MatrixGroup = { title: string; rows: MatrixRow[] };

const upperFirst = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** The fields that the same roles have a right to, in one row. */
function rowsOfFields(right: "see" | "edit"): MatrixRow[] {
  const rows = new Map<string, { names: string[]; may: readonly Role[] }>();
  for (const field of Object.keys(profileFields) as ProfileField[]) {
    const may = profileFields[field][right];
    const row = rows.get(may.join()) ?? { names: [], may };
    row.names.push(field === "custom_attributes" ? "attributes" : sayProfileField(field));
    rows.set(may.join(), row);
  }
  return [...rows.values()].map(({ names, may }) => ({ label: upperFirst(names.join(", ")), may }));
}

function rowsOfAreas(limits: Limits): MatrixGroup[] {
  const groups = new Map<string, MatrixRow[]>();
  for (const name of permissionNames) {
    const { area, does, note, may }: Right = permissions[name];
    const kept = may.filter((role) => whyTaken(name, role, limits) === null);
    const taken = may.filter((role) => !kept.includes(role)).map(aRole);
    const also = taken.length > 0 ? `Switched off for ${taken.join(" and ")} in Settings.` : undefined;
    const row = { label: upperFirst(does), note: also ?? note, may: kept };
    groups.set(area, [...(groups.get(area) ?? []), row]);
  }
  return [...groups].map(([title, rows]) => ({ title, rows }));
}

/** The whole table of rights as the page shows it, less what the settings take; `roles` are its columns. */
export function listMatrix(limits: Limits): { roles: readonly Role[]; groups: MatrixGroup[] } {
  const [customers, ...others] = rowsOfAreas(limits);
  return {
    roles,
    groups: [
      ...(customers ? [customers] : []),
      { title: "Profile fields: see what was set from here", rows: rowsOfFields("see") },
      { title: "Profile fields: set", rows: rowsOfFields("edit") },
      ...others,
    ],
  };
}
