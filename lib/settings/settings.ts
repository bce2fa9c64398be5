import { z } from "zod";
import { isCountry, isCurrency } from "./iso-codes";
import { limitsSchema, startingLimits, storedLimitsSchema } from "./limits";
import { defaultReasons, type Reason, reasonSchema, whyNoneLeft } from "./reasons";
import { requirementSchema } from "./second-factor";
import { staffDomainSchema } from "./staff-domains";

const wholeNumber = (max: number) => {
  const error = `A whole number from 1 to ${max}.`;
  return z.number(error).int(error).min(1, error).max(max, error);
};

/** Says so on every line whose key an earlier line has already. */
const noneTwice =
  <Line>(keyOf: (line: Line) => string, path: string[], message: string) =>
  (lines: Line[], context: z.RefinementCtx<Line[]>) => {
    const seen = new Set<string>();
    lines.forEach((line, index) => {
      const key = keyOf(line);
      if (seen.has(key)) context.addIssue({ code: "custom", path: [index, ...path], message });
      seen.add(key);
    });
  };

export const presetSchema = z
  .strictObject({
    days: wholeNumber(3650).optional(),
    months: wholeNumber(120).optional(),
    lifetime: z.literal(true).optional(),
  })
  .refine((preset) => [preset.days, preset.months, preset.lifetime].filter((part) => part !== undefined).length === 1, {
    error: "A preset is a number of days, a number of months, or lifetime.",
  });

const slug = z.string().min(1, "Required.").max(60, "At most 60 characters.");

/** An access level that agents may grant, and the product whose comp subscription gives it (null: access only). */
export const grantableSchema = z.strictObject({ app: slug, accessLevelId: slug, compProductId: slug.nullable() });

export type Preset = z.infer<typeof presetSchema>;
export type Grantable = z.infer<typeof grantableSchema>;

/** What may be in the database: settings that an earlier console let through are read as they were saved. */
export const storedSettingsSchema = z.strictObject({
  presets: z.array(presetSchema).min(1, "Keep at least one preset.").max(12, "At most 12 presets."),
  reasons: z
    .array(reasonSchema)
    .min(1, "Keep at least one reason.")
    .max(30, "At most 30 reasons.")
    .superRefine(noneTwice((reason: Reason) => reason.code, ["code"], "This code is used above.")),
  grantables: z
    .array(grantableSchema)
    .max(100, "At most 100 lines.")
    .superRefine(
      noneTwice(
        (line: Grantable) => JSON.stringify([line.app, line.accessLevelId]),
        ["accessLevelId"],
        "This level is listed above.",
      ),
    ),
  comp: z.strictObject({
    store: slug,
    country: z.string().regex(/^[A-Z]{2}$/, "Two capital letters, for example US."),
    currency: z.string().regex(/^[A-Z]{3}$/, "Three capital letters, for example USD."),
  }),
  staffDomains: z.array(staffDomainSchema).max(50, "At most 50 domains."),
  limits: storedLimitsSchema,
  /** Who must have a second factor. */
  secondFactor: requirementSchema,
});

export type Settings = z.infer<typeof storedSettingsSchema>;

const { presets: lengths, reasons: whys, comp } = storedSettingsSchema.shape;

/** What may be saved. */
export const settingsSchema: z.ZodType<Settings, Settings> = storedSettingsSchema.extend({
  presets: lengths.superRefine(
    noneTwice(
      ({ days, months, lifetime }: Preset) => `${days} ${months} ${lifetime}`,
      [],
      "This length is listed above.",
    ),
  ),
  reasons: whys
    .superRefine(
      noneTwice((reason: Reason) => reason.label.trim().toLowerCase(), ["label"], "This name is used above."),
    )
    .superRefine((lines, context) => {
      const message = whyNoneLeft(lines);
      if (message !== null) context.addIssue({ code: "custom", message });
    }),
  comp: comp.extend({
    country: z.string().refine(isCountry, "The two capital letters of a country, for example US."),
    currency: z.string().refine(isCurrency, "The three capital letters of a currency, for example USD."),
  }),
  limits: limitsSchema,
});

const presets: Preset[] = [{ days: 3 }, { days: 7 }, { days: 14 }, { months: 1 }, { months: 12 }, { lifetime: true }];

/** What a console starts with: practice mode knows the emulator's products, a live console must name its own. */
export function defaultSettings(mode: "practice" | "live", appIds: string[]): Settings {
  const grantables = appIds.flatMap((app): Grantable[] => [
    { app, accessLevelId: "premium", compProductId: "comp_premium" },
    { app, accessLevelId: "sports", compProductId: null },
  ]);
  return {
    presets,
    reasons: defaultReasons,
    grantables: mode === "practice" ? grantables : [],
    comp: { store: "support", country: "US", currency: "USD" },
    limits: startingLimits(mode),
    staffDomains: [],
    secondFactor: "nobody",
  };
}
