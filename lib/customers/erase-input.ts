import { z } from "zod";
import { customerSchema } from "@/lib/operations/input";

/** Why a customer's data is erased: kept for ever in the record, so it is none of anybody's own words. */
export const eraseReasons = { REQUEST: "The customer asked for it", UNNEEDED: "It is not needed any more" } as const;

export const eraseInput = z.strictObject({
  target: customerSchema,
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
