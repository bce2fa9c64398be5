import type { Requirement } from "@/lib/settings/second-factor";
import { EMERGENCY } from "../permissions";

const leads: string[] = ["lead", "admin", EMERGENCY];

/** Must whoever acts in this role, and signs in by password, have a second factor? What was never set asks it of nobody. */
export const isRequired = (requirement: Requirement | null, role: string): boolean =>
  requirement === "everybody" || (requirement === "leads" && leads.includes(role));

/** What a request is told that does anything else before the factor is set up. Nothing was done. */
export const FACTOR_FIRST = {
  code: "factor_first",
  message:
    "Nothing was done: this console now asks you for a second factor, and you have none. Set it up in another tab, then do this again.",
} as const;

/** Why somebody cannot turn theirs off. */
export const WHY_KEPT = "Your second factor stays on: an admin of this console asks it of your role.";
