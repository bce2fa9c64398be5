import { z } from "zod";

const line = (max: number, missing: string) =>
  z
    .string()
    .trim()
    .min(1, missing)
    .max(max, `At most ${max} characters.`)
    .refine((text) => !text.includes("\u0000"), "Remove the character that cannot be stored (U+0000).");

/** `id` is minted with the form, so that sending it twice is one start. */
export const startElevationSchema = z.strictObject({
  id: z.uuid().toLowerCase(),
  reason: line(300, "Say what the emergency is: every admin reads it."),
  ticket: line(200, "Name the ticket, or where this was agreed."),
});
export type StartElevation = z.infer<typeof startElevationSchema>;

export const endElevationSchema = z.strictObject({ id: z.uuid().toLowerCase() });

export const reviewElevationSchema = z.strictObject({
  id: z.uuid().toLowerCase(),
  note: line(1000, "Say what you found: it stays with the record."),
});
