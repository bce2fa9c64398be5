import { sayProfileField } from "@/lib/access/profile-labels";
import type { ProfileUpdate } from "@/lib/adapty/profile-update";

export const roles = ["viewer", "agent", "lead", "admin", "auditor"] as const;
export type Role = (typeof roles)[number];
type Roles = readonly Role[];

const everybody: Roles = roles;
const support: Roles = ["viewer", "agent", "lead", "admin"];
const agents: Roles = ["agent", "lead", "admin"];
const leads: Roles = ["lead", "admin"];
const admins: Roles = ["admin"];
const readers: Roles = [...agents, "auditor"];
const auditors: Roles = ["admin", "auditor"];

export type Right = { area: "Customers" | "The record" | "This console"; may: Roles; does: string; note?: string };

/**
 * The one table: who may do what. `does` completes "may not ..."; `note` is told where the table is shown. Nobody hands out a
 * right that they lack, so an admin, who makes auditors, may do all that an auditor may.
 */
export const permissions = {
  "customer.read": { area: "Customers", may: support, does: "see customers" },
  "profile.update": { area: "Customers", may: agents, does: "edit a profile" },
  "personal.reveal": {
    area: "Customers",
    may: agents,
    does: "reveal personal data",
    note: "E-mail, phone number, birthday and IP address are masked for everybody. A reveal asks why and is recorded; 30 an hour.",
  },
  "access.grant": { area: "Customers", may: agents, does: "grant access" },
  "access.revoke": {
    area: "Customers",
    may: agents,
    does: "end access",
    // Own grants alone would be the rule of four eyes turned round: a wrong grant would wait for whoever made it.
    note: "Also what a colleague granted: tickets change hands, and what must end does not wait for who gave it.",
  },
  "operation.undo": { area: "Customers", may: agents, does: "undo what was done from here" },
  "operation.settle": { area: "Customers", may: leads, does: "say what became of a change Adapty cannot confirm" },
  "comp.lifetime": { area: "Customers", may: leads, does: "grant lifetime access" },
  "transaction.set": { area: "Customers", may: leads, does: "enter a transaction" },
  "profile.delete": {
    area: "Customers",
    may: leads,
    does: "ask for a customer to be deleted",
    note: "Nobody deletes alone: a second person, who is an admin, approves it.",
  },
  "profile.delete_approve": { area: "Customers", may: admins, does: "approve that a customer is deleted" },
  "customer.erase": { area: "Customers", may: admins, does: "download or erase what this console keeps of a customer" },
  "approval.request": {
    area: "Customers",
    may: agents,
    does: "ask for approval",
    note: "Of what is over their own limits, or needs a second person whatever the role.",
  },
  "approval.decide": {
    area: "Customers",
    may: leads,
    does: "approve what a colleague asks for",
    note: "Never what they asked for themselves, and only what their own rights and limits allow.",
  },
  "activity.read": { area: "The record", may: readers, does: "open the activity and the queue" },
  "activity.read_all": {
    area: "The record",
    may: ["lead", "admin", "auditor"],
    does: "see all of the activity",
    note: "An agent sees there what they did themselves.",
  },
  "elevation.read": {
    area: "The record",
    may: readers,
    does: "see the uses of emergency access",
    note: "An agent or a lead sees their own.",
  },
  "elevation.start": {
    area: "Customers",
    may: ["agent", "lead"],
    does: "take emergency access",
    note: "For 30 minutes what a lead may, without limits, but not what needs two people: every admin is told, every act is marked, and an admin reviews it.",
  },
  "elevation.review": { area: "The record", may: admins, does: "review emergency access" },
  "audit.read": { area: "The record", may: auditors, does: "see sign-ins, changes of roles and refused attempts" },
  "audit.export": { area: "The record", may: auditors, does: "export and verify the record" },
  "console.open": { area: "This console", may: everybody, does: "see the settings and this table" },
  "own.secure": {
    area: "This console",
    may: everybody,
    does: "set up their own second factor",
    note: "All that somebody may do of whom a second factor is asked, until they have one.",
  },
  "health.read": { area: "This console", may: leads, does: "see how the console fares" },
  "settings.update": { area: "This console", may: admins, does: "change the settings" },
  "team.manage": {
    area: "This console",
    may: admins,
    does: "manage the team",
    note: "Nobody changes their own role or hands out a right that they lack.",
  },
} as const satisfies Record<string, Right>;

export type Permission = keyof typeof permissions;
export const permissionNames = Object.keys(permissions) as Permission[];

export type ProfileField = keyof ProfileUpdate;

const personal = { see: agents, edit: agents };
const open = { see: support, edit: agents };
/** What ties purchases or a device to a profile. */
const technical = { see: agents, edit: leads };

/** Field by field of a profile: who sees what was set from here, and who of those who may edit a profile may set it. */
export const profileFields: Record<ProfileField, { see: Roles; edit: Roles }> = {
  first_name: open,
  last_name: open,
  email: personal,
  phone_number: personal,
  birthday: personal,
  gender: personal,
  ip_country: open,
  ip_v4_address: personal,
  store_country: open,
  store: open,
  att_status: open,
  analytics_disabled: open,
  custom_attributes: open,
  store_account_token: technical,
  installation_meta: technical,
};

/** What somebody acts as while their emergency access runs: nobody is given this role, and nobody keeps it. */
export const EMERGENCY = "emergency";
export type ActingRole = Role | typeof EMERGENCY;

/** What stays closed, also where a lead may: what always needs two people, what watches over others, and a further half hour. */
const neverInEmergency: ReadonlySet<Permission> = new Set([
  "profile.delete",
  "profile.delete_approve",
  "customer.erase",
  "approval.decide",
  "operation.settle",
  "elevation.start",
  "elevation.review",
  "audit.read",
  "audit.export",
  "settings.update",
  "team.manage",
]);

const includes = (may: Roles, role: string): boolean =>
  may.some((allowed) => allowed === (role === EMERGENCY ? "lead" : role));

/** Unknown roles may do nothing; in an emergency what a lead may, less what is never. */
export const can = (role: string, permission: Permission): boolean =>
  includes(permissions[permission].may, role) && !(role === EMERGENCY && neverInEmergency.has(permission));

/** Unknown fields nobody sees. */
export const canSee = (role: string, field: string): boolean =>
  Object.hasOwn(profileFields, field) && includes(profileFields[field as ProfileField].see, role);

/** "an agent" */
export const aRole = (role: string): string => `${/^[aeiou]/.test(role) ? "an" : "a"} ${role}`;

function refuse(role: string, does: string, may: Roles): string {
  const names = may.map(aRole);
  const last = names.pop();
  const who = names.length > 0 ? `${names.join(", ")} or ${last}` : `${last}`;
  return `Your role (${role}) may not ${does}. ${who.charAt(0).toUpperCase()}${who.slice(1)} can.`;
}

/** The refusal as a sentence for the screen: "Your role (viewer) may not grant access. An agent, a lead or an admin can." */
export const whyNot = (role: string, permission: Permission): string =>
  role === EMERGENCY
    ? `Emergency access does not let you ${permissions[permission].does}.`
    : refuse(role, permissions[permission].does, permissions[permission].may);

/** The refusal as a sentence for the screen (`whyNot`); undefined for a role that may. */
export const whyRefused = (role: string, permission: Permission): string | undefined =>
  can(role, permission) ? undefined : whyNot(role, permission);

export type Refusals = Partial<Record<Permission, string>>;

/** All that a role may not, each with the sentence: what screens are handed, so that the table stays on the server. */
export const refusalsOf = (role: string): Refusals =>
  Object.fromEntries(permissionNames.flatMap((name) => (can(role, name) ? [] : [[name, whyNot(role, name)]])));

/** Why a role may not set this field of a profile, as a sentence for the screen; undefined for a role that may. */
export function whyFieldRefused(role: string, field: ProfileField): string | undefined {
  const { edit } = profileFields[field];
  return includes(edit, role) ? undefined : refuse(role, `set this field (${sayProfileField(field)})`, edit);
}

/** Whether a text that comes from outside (database, form, address) is one of the roles, letter by letter. */
export const isRole = (text: unknown): text is Role => roles.some((role) => role === text);
