/** In place of a value that is not shown; that the field was set, and that it was cleared, may be seen. */
export const HIDDEN = "••••";

/** What of a profile nobody reads in passing: each value is revealed on its own, for a reason that is recorded. */
export const maskedFields = ["email", "phone_number", "birthday", "ip_v4_address"] as const;
export type MaskedField = (typeof maskedFields)[number];

export const isMaskedField = (field: string): field is MaskedField => maskedFields.some((masked) => masked === field);
