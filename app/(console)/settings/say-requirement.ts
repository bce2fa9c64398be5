import type { Requirement } from "@/lib/settings/second-factor";

/** Of whom a second factor is asked, in the words of the screen. */
export const sayRequirement: Record<Requirement, string> = {
  nobody: "nobody",
  leads: "admins and leads",
  everybody: "everybody",
};
