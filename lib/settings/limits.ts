import { z } from "zod";

const error = "A whole number from 1 to 3650, or empty for no limit.";
const count = z.number(error).int(error).min(1, error).max(3650, error).nullable();
const limit = z.strictObject({
  /** Days of access in one grant at most; null is no limit. */
  daysPerGrant: count,
  /** Grants from midnight to midnight in the console's zone at most; null is no limit. */
  grantsPerDay: count,
});

/** What a role may give at most. An admin, who sets them, has none; a viewer and an auditor give nothing. */
export const limitsSchema = z.strictObject({ agent: limit, lead: limit });
export type Limits = z.infer<typeof limitsSchema>;

const none = { daysPerGrant: null, grantsPerDay: null };
export const noLimits: Limits = { agent: none, lead: none };
