import { z } from "zod";
import { customerSchema, reasonedWhySchema } from "@/lib/operations/input";
import { maskedFields } from "./masked";

/** Which value is asked for: what was last set from here, or what the operation named set. */
export const revealSchema = z.strictObject({
  target: customerSchema,
  field: z.enum(maskedFields),
  operationId: z.uuid().toLowerCase().optional(),
  why: reasonedWhySchema,
});

export type RevealInput = z.infer<typeof revealSchema>;
