import { z } from "zod";

export const requirements = ["nobody", "leads", "everybody"] as const;
/** Who must have a second factor to use the console; leads: leads and admins. */
export type Requirement = (typeof requirements)[number];
export const requirementSchema = z.enum(requirements, { error: "Choose who must have one." });
