import { z } from "zod";
import { PASSWORD_MAX, PASSWORD_MIN } from "./password";
import { roles } from "./permissions";

/** A person's name: one line, up to 100 characters. PostgreSQL could not even hold a U+0000. */
export const nameSchema = z
  .string()
  .trim()
  .max(100, { error: "At most 100 characters." })
  .refine((name) => !/\p{Cc}/u.test(name), { error: "Remove the character that is not text." });

/** What the forms of the team page send; the server actions parse with the same. */
export const roleSchema = z.enum(roles, { error: "Choose a role." });

export const inviteSchema = z.strictObject({
  email: z
    .string()
    .trim()
    .toLowerCase()
    .max(254)
    .pipe(z.email({ error: "Give an e-mail address such as zoe@example.com." })),
  name: nameSchema,
  role: roleSchema,
});
export type Invite = z.infer<typeof inviteSchema>;

const id = z
  .string()
  .min(1)
  .max(100)
  .regex(/^\P{Cc}*$/u);
export const invitationIdSchema = z.strictObject({ id });
export const accountIdSchema = z.strictObject({ id });
/** `session` null: all that there are. */
export const endSessionsSchema = z.strictObject({ id, session: id.nullable() });
/** What the page showed when it was asked for. */
export const connectSchema = z.strictObject({ seen: z.literal("not_connected") });
export const disconnectSchema = z.strictObject({ seen: z.literal("connected") });
export const endOwnSessionsSchema = z.strictObject({ session: id.nullable() });

const code = z.string().max(60);

/** `password` null: a practice account, which has none. `code`: of the second factor, when it is on. */
export const confirmSchema = z.strictObject({
  password: z.string().max(PASSWORD_MAX).nullable(),
  code: code.optional(),
});

/** `seen`: how the second factor was on the page that asks, so that nobody changes what they have not seen. */
export const factorOffSchema = z.strictObject({ seen: z.literal("off") });
export const factorOnSchema = z.strictObject({ seen: z.literal("on") });
export const turnOnFactorSchema = z.strictObject({
  offer: z.string().max(1000),
  code: code.min(1, { error: "Type the code that your app shows." }),
});

/** What changes one's own password; `present` is judged by the server. */
export const changePasswordSchema = z.strictObject({
  present: z.string().min(1, { error: "Give your present password." }).max(PASSWORD_MAX),
  chosen: z
    .string()
    .min(PASSWORD_MIN, { error: `${PASSWORD_MIN} characters or more.` })
    .max(PASSWORD_MAX, { error: `At most ${PASSWORD_MAX} characters.` }),
});
/** `seen`: the role that the admin saw, so that nobody changes what they have not seen. */
export const changeRoleSchema = z.strictObject({
  id,
  seen: z
    .string()
    .max(40)
    .regex(/^\P{Cc}*$/u),
  role: roleSchema,
});
