import { z } from "zod";
import { ATTRIBUTE_KEY_MAX, ATTRIBUTE_VALUE_MAX, ATTRIBUTES_MAX } from "./attribute-limits";
import { country, requiredText } from "./fields";

export const profileStores = ["app_store", "play_store", "stripe", "adapty", "paddle"] as const;
export const genders = ["f", "m", "o"] as const;
export const platforms = ["iOS", "macOS", "iPadOS", "Android", "visionOS", "web"] as const;

const text = z.string();

export const customAttributeSchema = z.strictObject({
  key: requiredText
    .max(ATTRIBUTE_KEY_MAX, `At most ${ATTRIBUTE_KEY_MAX} characters.`)
    .regex(/^[A-Za-z0-9._-]+$/, "Only letters, numbers, dashes, points and underscores."),
  value: z
    .union([z.string(), z.number(), z.boolean()])
    .nullable()
    .refine((value) => String(value ?? "").length <= ATTRIBUTE_VALUE_MAX, {
      error: `At most ${ATTRIBUTE_VALUE_MAX} characters.`,
    }),
});

export const installationMetaSchema = z.strictObject({
  device_id: requiredText,
  device: text.nullish(),
  locale: text.nullish(),
  os: text.nullish(),
  platform: z.enum(platforms).nullish(),
  timezone: text.nullish(),
  user_agent: text.nullish(),
  app_build: text.nullish(),
  app_version: text.nullish(),
  adapty_sdk_version: text.nullish(),
  idfa: text.nullish(),
  idfv: text.nullish(),
  advertising_id: text.nullish(),
  android_id: text.nullish(),
  android_app_set_id: text.nullish(),
});

/**
 * Body of create and update profile. An absent field is left as it is, `null` clears it; attributes merge by key and an
 * empty value or `null` deletes one. `ip_country` and `store_country` cannot be cleared, an empty attribute list is refused.
 * Source: "PATCH profile" reference page and OpenAPI ProfileRequest.
 */
export const profileUpdateSchema = z.strictObject({
  first_name: text.nullish(),
  last_name: text.nullish(),
  gender: z.enum(genders).nullish(),
  email: z.email("This is not an e-mail address.").nullish(),
  phone_number: text.nullish(),
  birthday: z.iso.date("Use a date like 1990-12-31.").nullish(),
  ip_country: country.optional(),
  ip_v4_address: z.ipv4("Use an IPv4 address like 203.0.113.7.").nullish(),
  store_country: country.optional(),
  store: z.enum(profileStores).nullish(),
  store_account_token: z.guid("Use a UUID.").nullish(),
  att_status: z.union([z.literal(0), z.literal(1), z.literal(2), z.literal(3)]).nullish(),
  analytics_disabled: z.boolean().nullish(),
  custom_attributes: z
    .array(customAttributeSchema)
    .min(1, "Name at least one attribute, or leave the list out.")
    .max(ATTRIBUTES_MAX, `At most ${ATTRIBUTES_MAX} attributes.`)
    .optional(),
  installation_meta: installationMetaSchema.optional(),
});

export type ProfileUpdate = z.infer<typeof profileUpdateSchema>;
