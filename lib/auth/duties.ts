import type { Role } from "./permissions";

/** What a role is for, in the words of the screen. */
export const duties: Record<Role, string> = {
  viewer: "looks, changes nothing",
  agent: "edits profiles, grants and ends comps",
  lead: "also enters transactions, comps for life",
  admin: "also changes the settings and the team",
  auditor: "reads the record, sees no customers",
};
