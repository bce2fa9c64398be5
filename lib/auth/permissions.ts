export const roles = ["viewer", "agent", "lead", "admin"] as const;
export type Role = (typeof roles)[number];

const everybody: readonly Role[] = roles;
const agents: readonly Role[] = ["agent", "lead", "admin"];
const leads: readonly Role[] = ["lead", "admin"];
const admins: readonly Role[] = ["admin"];

/** The one table: who may do what. `does` completes "may not ...". */
const permissions = {
  "customer.read": { may: everybody, does: "see customers" },
  "activity.read": { may: everybody, does: "see the activity" },
  "profile.update": { may: agents, does: "edit a profile" },
  "access.grant": { may: agents, does: "grant access" },
  "access.revoke": { may: agents, does: "end access" },
  "comp.lifetime": { may: leads, does: "grant lifetime access" },
  "transaction.set": { may: leads, does: "enter a transaction" },
  "settings.update": { may: admins, does: "change the settings" },
  "team.manage": { may: admins, does: "manage the team" },
} as const satisfies Record<string, { may: readonly Role[]; does: string }>;

export type Permission = keyof typeof permissions;
export const permissionNames = Object.keys(permissions) as Permission[];

/** Unknown roles may do nothing. */
export function can(role: string, permission: Permission): boolean {
  return permissions[permission].may.some((allowed) => allowed === role);
}

/** "an agent" */
export const aRole = (role: string): string => `${/^[aeiou]/.test(role) ? "an" : "a"} ${role}`;

/** The refusal as a sentence for the screen: "Your role (viewer) may not grant access. An agent, a lead or an admin can." */
export function whyNot(role: string, permission: Permission): string {
  const { may, does } = permissions[permission];
  const names = may.map(aRole);
  const last = names.pop();
  const who = names.length > 0 ? `${names.join(", ")} or ${last}` : `${last}`;
  return `Your role (${role}) may not ${does}. ${who.charAt(0).toUpperCase()}${who.slice(1)} can.`;
}

/** The same, and undefined for a role that may. */
export const whyRefused = (role: string, permission: Permission): string | undefined =>
  can(role, permission) ? undefined : whyNot(role, permission);

/** Whether a text that comes from outside (database, form, address) is one of the four roles, letter by letter. */
export function isRole(text: unknown): text is Role {
  return roles.some((role) => role === text);
}
