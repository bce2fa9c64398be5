import { z } from "zod";
import { instant } from "@/lib/adapty/fields";
import { targetSchema, whySchema } from "../input";

/** An undo names what it takes back, and when that was decided: the console computes by itself what is sent. */
export const undoInput = z.strictObject({
  target: targetSchema.required({ undoes: true }),
  why: whySchema,
  decidedAt: instant,
});

export type UndoInput = z.infer<typeof undoInput>;
