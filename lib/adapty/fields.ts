import { z } from "zod";
import { parseInstant } from "./instant";

export const environments = ["Production", "Sandbox"] as const;
export const offerCategories = ["introductory", "promotional", "offer_code", "win_back"] as const;
export const offerTypes = ["free_trial", "pay_as_you_go", "pay_up_front"] as const;
export const cancellationReasons = [
  "voluntarily_cancelled",
  "billing_error",
  "price_increase",
  "product_was_not_available",
  "refund",
  "cancelled_by_developer",
  "new_subscription_replace",
  "upgraded",
  "adapty_revoked",
  "unknown",
] as const;

export const MESSAGES = {
  instant: "invalid datetime format",
  country: "Use the two capital letters of ISO 3166-1, for example FR.",
  currency: "Use the three capital letters of ISO 4217, for example USD.",
} as const;

/** "Required." for what is missing; zod's own words for what is there and wrong. */
export const whenMissing = (issue: { input?: unknown }) => (issue.input === undefined ? "Required." : undefined);

export const instant = z
  .string({ error: whenMissing })
  .refine((text) => !Number.isNaN(parseInstant(text)), { error: MESSAGES.instant });

export const country = z.string({ error: whenMissing }).regex(/^[A-Z]{2}$/, MESSAGES.country);

export const requiredText = z.string({ error: whenMissing }).min(1, "Required.");
