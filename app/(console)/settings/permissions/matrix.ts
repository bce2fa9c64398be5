import { sayProfileField } from "@/lib/access/profile-labels";
import { type ProfileField, permissions, profileFields, type Right, type Role, roles } from "@/lib/auth/permissions";

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

function rowsOfAreas(): MatrixGroup[] {
  const groups = new Map<string, MatrixRow[]>();
  for (const { area, does, note, may } of Object.values<Right>(permissions)) {
    groups.set(area, [...(groups.get(area) ?? []), { label: upperFirst(does), note, may }]);
  }
  return [...groups].map(([title, rows]) => ({ title, rows }));
}

/** The whole table of rights as the page shows it; `roles` are its columns. */
export function listMatrix(): { roles: readonly Role[]; groups: MatrixGroup[] } {
  const [customers, ...others] = rowsOfAreas();
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
