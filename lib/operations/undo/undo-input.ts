import { z } from "zod";
import { BODY_MAX, targetSchema, whySchema } from "../input";

/** An undo names what it takes back. `plan`: what it sends, as the console sealed it when the form was opened. */
export const undoInput = z.strictObject({
  target: targetSchema.required({ undoes: true }),
  why: whySchema,
  plan: z.string().max(2 * BODY_MAX),
});

export type UndoInput = z.infer<typeof undoInput>;
