import { z } from "zod";

/** Why a customer's data is erased: kept for ever in the record, so it is none of anybody's own words. */
export const eraseReasons = { REQUEST: "The customer asked for it", UNNEEDED: "It is not needed any more" } as const;

export const eraseInput = z.strictObject({
  target: z.strictObject({ app: z.string().min(1).max(40), profileId: z.guid().toLowerCase() }),
  reason: z.enum(["REQUEST", "UNNEEDED"], "Choose a reason."),
  reference: z
    .string()
    .max(40, "At most 40 characters.")
    .regex(
      /^[A-Za-z0-9#/_-]*$/,
      "Only letters, digits and # / _ -: it is kept for ever, so nothing of a person goes here.",
    )
    .optional(),
});

export type EraseInput = z.infer<typeof eraseInput>;
