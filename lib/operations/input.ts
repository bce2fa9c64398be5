import { z } from "zod";
import { grantAccessLevelSchema, revokeAccessLevelSchema } from "@/lib/adapty/access-level";
import { profileUpdateSchema } from "@/lib/adapty/profile-update";
import { transactionSchema } from "@/lib/adapty/transaction";
import { SEEN_MAX } from "./seen";

/** Which customer, in which app. */
export const customerSchema = z.strictObject({ app: z.string().min(1).max(40), profileId: z.guid().toLowerCase() });

/**
 * On whom: minted with the form, so that sending the same form twice is one operation. `seen` is what the agent looked at;
 * `entry` the purchase that a correction starts from, and `setAt` when each field of an update was last set from here; `by`
 * the account that opened the form, so that nobody who signs in beside it sends it. `undoes`: the operation that it takes back.
 */
export const targetSchema = customerSchema.extend({
  operationId: z.uuid().toLowerCase(),
  seen: z.string().max(20_000),
  entry: z.string().max(SEEN_MAX).optional(),
  by: z.string().max(100).optional(),
  setAt: z.record(z.string().max(40), z.string().max(40)).optional(),
  undoes: z.uuid().toLowerCase().optional(),
});

/** PostgreSQL stores every text but one with a NUL in it. */
const text = (max: number) =>
  z
    .string()
    .max(max, `At most ${max} characters.`)
    .refine((value) => !value.includes("\u0000"), "Remove the character that cannot be stored (U+0000).");

/** Why: kept in the journal only, never sent to Adapty. */
export const whySchema = z.strictObject({
  reason: text(12).optional(),
  note: text(1000).optional(),
  ticket: text(200).optional(),
});

/** Why, where a reason from the team's list is asked for. */
export const reasonedWhySchema = whySchema.extend({ reason: text(12).min(1, "Choose a reason.") });

const NOTHING_TO_SEE = /^[\p{White_Space}\p{Default_Ignorable_Code_Point}\p{C}\u2800]*$/u;
/** A text in which there is nothing to see, whatever signs it is made of. */
export const isBlank = (value: unknown) => typeof value === "string" && NOTHING_TO_SEE.test(value);

/**
 * An empty box must never wipe anything, nor one that only looks empty: null is the explicit clear. An attribute's empty value is
 * its deletion, and each is named once, since of two values nobody could tell which one stays.
 */
const deliberateUpdateSchema = profileUpdateSchema.superRefine(({ installation_meta, ...fields }, context) => {
  const refuse = (path: (string | number)[], message: string) => context.addIssue({ code: "custom", path, message });
  const held = [
    ...Object.entries(fields).map(([field, value]) => [[field], value] as const),
    ...Object.entries(installation_meta ?? {}).map(([field, value]) => [["installation_meta", field], value] as const),
  ];
  for (const [path, value] of held) if (isBlank(value)) refuse([...path], "Type a value, or choose Clear.");
  if (held.every(([, value]) => value === undefined)) refuse([], "Change something first: there is nothing to send.");
  const keys = fields.custom_attributes?.map(({ key }) => key) ?? [];
  for (const [at, key] of keys.entries()) {
    if (keys.indexOf(key) !== at) refuse(["custom_attributes", at, "key"], "This key is already in the list.");
  }
});

export const bodySchemas = {
  "profile.update": deliberateUpdateSchema,
  "transaction.set": transactionSchema,
  "comp.grant": transactionSchema,
  "comp.end": transactionSchema,
  "comp.undo": transactionSchema,
  "comp.reopen": transactionSchema,
  "access.grant": grantAccessLevelSchema,
  "access.revoke": revokeAccessLevelSchema,
  "profile.delete": z.strictObject({}),
} as const;

/** The page of a customer lists what was sent, 50 times over: one change must not make it slow for everybody. */
export const BODY_MAX = 20_000;

const write = <Body extends z.ZodType, Why extends z.ZodType>(body: Body, why: Why) =>
  z.strictObject({
    target: targetSchema,
    why,
    body: body.refine((value) => JSON.stringify(value).length <= BODY_MAX, "This is more than one change may hold."),
  });

/** What each write action takes. The forms, the actions and the journal share these. */
export const writeInputs = {
  "profile.update": write(bodySchemas["profile.update"], whySchema),
  "transaction.set": write(bodySchemas["transaction.set"], whySchema),
  "comp.grant": write(bodySchemas["comp.grant"], reasonedWhySchema),
  "comp.end": write(bodySchemas["comp.end"], reasonedWhySchema),
  "comp.undo": write(bodySchemas["comp.undo"], reasonedWhySchema),
  "comp.reopen": write(bodySchemas["comp.reopen"], reasonedWhySchema),
  "access.grant": write(bodySchemas["access.grant"], reasonedWhySchema),
  /** `acknowledged`: that it may end access which was paid for, refunds nothing and stops no billing. */
  "access.revoke": write(bodySchemas["access.revoke"], reasonedWhySchema).extend({
    acknowledged: z.literal(true).optional(),
  }),
  /** `acknowledged`: that a store goes on charging for what was paid, though nobody will see it here. */
  "profile.delete": write(bodySchemas["profile.delete"], reasonedWhySchema).extend({
    acknowledged: z.literal(true).optional(),
  }),
} as const;

export type WriteInput<Name extends keyof typeof writeInputs> = z.infer<(typeof writeInputs)[Name]>;
