import { z } from "zod";
import { writeInputs } from "@/lib/operations/input";

const asked = <Name extends keyof typeof writeInputs>(name: Name) =>
  writeInputs[name].extend({ operation: z.literal(name) });

/** The form of a direct write, and which write it is. Only what a second person may let pass can be asked for. */
export const requestInput = z.discriminatedUnion("operation", [
  asked("comp.grant"),
  asked("access.grant"),
  asked("transaction.set"),
  asked("profile.delete"),
]);

/** `operation` is what was shown, so that what cannot be undone asks for the password again. */
export const approveInput = z.strictObject({
  id: z.uuid(),
  payloadHash: z.string().regex(/^[0-9a-f]{64}$/),
  operation: z.enum(["comp.grant", "access.grant", "comp.reopen", "transaction.set", "profile.delete"]),
});

export const rejectInput = z.strictObject({
  id: z.uuid(),
  note: z
    .string()
    .trim()
    .min(1, "Say why, for the one who asked.")
    .max(1000, "At most 1000 characters.")
    .refine((text) => !text.includes("\u0000"), "Remove the character that cannot be stored (U+0000)."),
});

export const withdrawInput = z.strictObject({ id: z.uuid() });
