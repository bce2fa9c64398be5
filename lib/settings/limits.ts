import { z } from "zod";

const error = "A whole number from 1 to 3650, or empty for no limit.";
const count = z.number(error).int(error).min(1, error).max(3650, error).nullable();
const numbers = {
  /** Days of access in one grant at most; null is no limit. */
  daysPerGrant: count,
  /** Grants from midnight to midnight in the console's zone at most; null is no limit. */
  grantsPerDay: count,
  /** Days of access that one customer is given in 90 days at most, whoever gives them; null is no limit. */
  daysPerCustomer: count,
};
/** Whether the role keeps what the table of permissions allows it. */
const kept = { lifetime: z.boolean(), transactions: z.boolean() };

/**
 * What a role may give at most. An admin, who sets them, has none; a viewer and an auditor give nothing. For life and by
 * a transaction an agent gives nothing anyway.
 */
export const limitsSchema = z.strictObject({
  agent: z.strictObject(numbers),
  lead: z.strictObject({ ...numbers, ...kept }),
});
export type Limits = z.infer<typeof limitsSchema>;

/** The limits as an earlier console may have saved them: what it did not know is no limit. */
const added = { daysPerCustomer: count.default(null) };
export const storedLimitsSchema = z.strictObject({
  agent: limitsSchema.shape.agent.extend(added),
  lead: limitsSchema.shape.lead.extend({
    ...added,
    lifetime: kept.lifetime.default(true),
    transactions: kept.transactions.default(true),
  }),
});

const none = { daysPerGrant: null, grantsPerDay: null, daysPerCustomer: null };
export const noLimits: Limits = { agent: none, lead: { ...none, lifetime: true, transactions: true } };

/**
 * What a console starts with until an admin says otherwise: what support usually gives, and more with a second person. In
 * practice everybody who tries a role shares its account, so a day's grants of one account say nothing there.
 */
export const startingLimits = (mode: "practice" | "live"): Limits => ({
  agent: { daysPerGrant: 31, grantsPerDay: mode === "live" ? 10 : null, daysPerCustomer: 62 },
  lead: { ...noLimits.lead, daysPerGrant: 366 },
});

const nothing = { daysPerGrant: 0, grantsPerDay: 0, daysPerCustomer: 0 };
/** When what an admin saved cannot be read: nobody whom limits hold gives anything. */
export const closedLimits: Limits = { agent: nothing, lead: { ...nothing, lifetime: false, transactions: false } };
