import { z } from "zod";

/** What should be a text but is not is kept as it came, so that a date of the wrong type is unreadable and never absent. */
const text = z
  .string()
  .nullish()
  .catch(({ input }) => JSON.stringify(input)?.slice(0, 200));
const flag = z.boolean().nullish().catch(undefined);

const offer = z.looseObject({ category: text, type: text, id: text }).nullish().catch(undefined);

const holding = {
  store: text,
  store_product_id: text,
  store_base_plan_id: text,
  store_transaction_id: text,
  store_original_transaction_id: text,
  environment: text,
};

const renewable = {
  ...holding,
  offer,
  purchased_at: text,
  originally_purchased_at: text,
  expires_at: text,
  renewal_cancelled_at: text,
  billing_issue_detected_at: text,
  is_in_grace_period: flag,
  cancellation_reason: text,
};

export const accessLevelSchema = z.looseObject({ access_level_id: text, starts_at: text, ...renewable });
export const subscriptionSchema = z.looseObject(renewable);
export const nonSubscriptionSchema = z.looseObject({
  purchase_id: text,
  ...holding,
  purchased_at: text,
  is_refund: flag,
  is_consumable: flag,
});
export const attributeSchema = z.looseObject({
  key: z.string(),
  value: z.union([z.string(), z.number(), z.boolean()]).nullish().catch(undefined),
});

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Old prose calls sections dictionaries and lets them be null: both become arrays, an absent section stays undefined. */
function section<Entry extends z.ZodType>(entry: Entry, keyName: string) {
  const toList = (value: unknown) => {
    if (value === null) return [];
    if (!isRecord(value)) return value;
    return Object.entries(value).flatMap(([key, held]) =>
      (Array.isArray(held) ? held : [held]).map((item) => {
        if (isRecord(item)) return { [keyName]: key, ...item };
        return keyName === "key" ? { key, value: item } : item;
      }),
    );
  };
  const readable = z.array(z.unknown()).transform((items) =>
    items.flatMap((item): z.infer<Entry>[] => {
      const parsed = entry.safeParse(item);
      return parsed.success ? [parsed.data] : [];
    }),
  );
  return z.preprocess(toList, readable.optional().catch(undefined));
}

/**
 * The profile as Adapty answers it, read tolerantly: unknown enum values and new fields are kept, a date or text of the
 * wrong type is kept as JSON text, a missing section is undefined ("not provided by Adapty"), which is never the same as [].
 * Only `profile_id` must be there. Source: OpenAPI Profile; the older dictionaries of the API objects page.
 */
export const profileSchema = z.looseObject({
  app_id: text,
  profile_id: z.guid().toLowerCase(),
  customer_user_id: z.string().nullish().catch(undefined),
  total_revenue_usd: z.number().nullish().catch(undefined),
  segment_hash: text,
  timestamp: z.number().nullish().catch(undefined),
  custom_attributes: section(attributeSchema, "key"),
  access_levels: section(accessLevelSchema, "access_level_id"),
  subscriptions: section(subscriptionSchema, "store_product_id"),
  non_subscriptions: section(nonSubscriptionSchema, "store_product_id"),
});

export type Profile = z.infer<typeof profileSchema>;
export type AccessLevel = z.infer<typeof accessLevelSchema>;
export type Subscription = z.infer<typeof subscriptionSchema>;
export type NonSubscription = z.infer<typeof nonSubscriptionSchema>;
export type CustomAttribute = z.infer<typeof attributeSchema>;
