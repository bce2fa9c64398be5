import { z } from "zod";

/** What somebody found out about a write that Adapty neither confirmed nor denied. */
const verdicts = ["applied", "not_applied"] as const;
export type Verdict = (typeof verdicts)[number];

/** The form that says so. `attempts`: how often it had been sent when the form was opened. */
export const verdictSchema = z.strictObject({
  operationId: z.uuid(),
  attempts: z.number().int().min(1),
  verdict: z.enum(verdicts, { error: "Choose what you found." }),
  note: z
    .string()
    .trim()
    .min(10, "Say how you know it, in ten characters or more.")
    .max(500, "Say it in 500 characters or fewer."),
});
export type VerdictInput = z.infer<typeof verdictSchema>;

/** The code of an outcome that somebody who looked said. */
export const SETTLED_BY_HAND = "settled_by_hand";
