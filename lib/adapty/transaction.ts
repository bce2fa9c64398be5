import { z } from "zod";
import {
  cancellationReasons,
  country,
  environments,
  instant,
  MESSAGES,
  offerCategories,
  offerTypes,
  requiredText,
  whenMissing,
} from "./fields";
import { transactionRules } from "./transaction-rules";

export const TRANSACTION_ID_MAX = 50;
export const knownStores = ["app_store", "play_store", "stripe", "paddle"] as const;

export const offerSchema = z.strictObject({
  category: z.enum(offerCategories, { error: whenMissing }),
  type: z.enum(offerTypes, { error: whenMissing }),
  id: z.string().nullish(),
});

export const priceSchema = z.strictObject(
  {
    country,
    currency: z.string({ error: whenMissing }).regex(/^[A-Z]{3}$/, MESSAGES.currency),
    value: z.number({ error: "Enter an amount; 0 is allowed." }).nonnegative("A price cannot be negative."),
  },
  { error: whenMissing },
);

const transactionId = requiredText.max(TRANSACTION_ID_MAX, `At most ${TRANSACTION_ID_MAX} characters.`);

const shared = {
  store: requiredText,
  environment: z.enum(environments).optional(),
  store_product_id: requiredText,
  store_transaction_id: transactionId,
  store_original_transaction_id: transactionId,
  price: priceSchema,
  purchased_at: instant,
  offer: offerSchema.nullish(),
  is_family_shared: z.boolean().optional(),
  refunded_at: instant.nullish(),
  cancellation_reason: z.enum(cancellationReasons).nullish(),
  variation_id: z.string().nullish(),
};

function withRules<Schema extends z.ZodType>(
  schema: Schema,
  purchaseType: "subscription" | "one_time_purchase",
): Schema {
  return transactionRules
    .filter((rule) => purchaseType === "subscription" || !rule.subscriptionOnly)
    .reduce(
      (ruled, rule) =>
        ruled.refine((draft) => !rule.broken(draft as Parameters<typeof rule.broken>[0]), {
          error: rule.message,
          path: rule.field.split("."),
          params: { error_code: rule.code, source: rule.source },
          when: () => true,
        }),
      schema,
    );
}

const subscriptionTransactionSchema = withRules(
  z.strictObject({
    purchase_type: z.literal("subscription"),
    ...shared,
    originally_purchased_at: instant,
    expires_at: instant,
    renew_status: z.boolean({ error: whenMissing }),
    renew_status_changed_at: instant.nullish(),
    billing_issue_detected_at: instant.nullish(),
    grace_period_expires_at: instant.nullish(),
  }),
  "subscription",
);

const oneTimeTransactionSchema = withRules(
  z.strictObject({ purchase_type: z.literal("one_time_purchase"), ...shared }),
  "one_time_purchase",
);

/**
 * Body of set transaction. The same `store_transaction_id` updates a transaction in place; a new one under the same
 * `store_original_transaction_id` is a renewal. Cross-field rules carry Adapty's error_code and source in `params` and are
 * judged while other fields are still missing. Source: "Set transaction" page and OpenAPI.
 */
export const transactionSchema = z.discriminatedUnion("purchase_type", [
  subscriptionTransactionSchema,
  oneTimeTransactionSchema,
]);

export type Transaction = z.infer<typeof transactionSchema>;
export type SubscriptionTransaction = Extract<Transaction, { purchase_type: "subscription" }>;
export type OneTimeTransaction = Extract<Transaction, { purchase_type: "one_time_purchase" }>;
