import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cancellationReasons, offerCategories, offerTypes } from "./fields";
import { transactionSchema } from "./transaction";

/** The example request of Adapty's "Set transaction" page. */
const example = {
  purchase_type: "subscription",
  store: "app_store",
  environment: "Production",
  store_product_id: "1year.premium",
  store_transaction_id: "30002109551456",
  store_original_transaction_id: "30002109551456",
  is_family_shared: false,
  price: { country: "US", currency: "USD", value: 9.99 },
  purchased_at: "2022-10-12T09:42:50.000000+0000",
  variation_id: "81109d24-ea95-4806-9ec7-b482bbd1a33d",
  originally_purchased_at: "2022-10-12T09:42:50.000000+0000",
  renew_status: true,
  expires_at: "2026-10-12T09:42:50.000000+0000",
};
const oneTime = {
  purchase_type: "one_time_purchase",
  store: "play_store",
  store_product_id: "coins_100",
  store_transaction_id: "GPA.1",
  store_original_transaction_id: "GPA.1",
  price: { country: "FR", currency: "EUR", value: 0 },
  purchased_at: "2024-01-15T10:30:00Z",
};
const subscription: Record<string, unknown> = example;
const BEFORE = "2022-10-12T09:42:49Z";
const SAME = "2022-10-12T09:42:50Z";
const AFTER = "2022-11-12T09:42:50Z";

type Found = { field: string; code: unknown; source: unknown; message: string };
function complaints(body: unknown): Found[] {
  const issues = transactionSchema.safeParse(body).error?.issues ?? [];
  return issues.map((issue) => {
    const params = issue.code === "custom" ? issue.params : undefined;
    return { field: issue.path.join("."), code: params?.error_code, source: params?.source, message: issue.message };
  });
}
const fieldsOf = (body: unknown) => complaints(body).map((found) => found.field);
const without = (body: object, field: string) =>
  Object.fromEntries(Object.entries(body).filter(([key]) => key !== field));

describe("what set transaction takes", () => {
  test("Adapty's own example, unchanged", () => {
    expect(transactionSchema.parse(example)).toEqual(example);
  });

  test("a one-time purchase with only what is required", () => {
    expect(transactionSchema.parse(oneTime)).toEqual(oneTime);
  });

  test.each([...Object.keys(without(without(without(example, "environment"), "is_family_shared"), "variation_id"))])(
    "a subscription needs %s and says so on that field",
    (field) => {
      expect(fieldsOf(without(example, field))).toContain(field);
    },
  );

  test.each(Object.keys(oneTime))("a one-time purchase needs %s and says so on that field", (field) => {
    expect(fieldsOf(without(oneTime, field))).toContain(field);
  });

  test("what is missing reads Required, not zod's words", () => {
    const bare = complaints({ purchase_type: "subscription" });
    expect(bare).toHaveLength(9);
    expect(bare.map((found) => found.message)).toEqual(Array(9).fill("Required."));
  });

  test.each([
    "store",
    "environment",
    "store_product_id",
    "store_transaction_id",
    "price",
    "purchased_at",
    "originally_purchased_at",
    "expires_at",
    "renew_status",
    "is_family_shared",
  ])("%s cannot be null", (field) => {
    expect(fieldsOf({ ...subscription, [field]: null })).toContain(field);
  });

  test.each([
    "renew_status_changed_at",
    "billing_issue_detected_at",
    "grace_period_expires_at",
    "offer",
    "refunded_at",
    "cancellation_reason",
    "variation_id",
  ])("%s may be null", (field) => {
    expect(complaints({ ...subscription, [field]: null })).toEqual([]);
  });

  test.each(["originally_purchased_at", "expires_at", "renew_status", "grace_period_expires_at"])(
    "a one-time purchase has no %s",
    (field) => {
      expect(transactionSchema.safeParse({ ...oneTime, [field]: subscription[field] ?? AFTER }).success).toBe(false);
    },
  );

  test("a field nobody documents is refused", () => {
    expect(transactionSchema.safeParse({ ...example, offer_type: "free_trial" }).success).toBe(false);
  });

  test("a store may be the id of a custom store, an environment is one of two", () => {
    expect(complaints({ ...example, store: "webshop" })).toEqual([]);
    expect(complaints({ ...example, environment: "Sandbox" })).toEqual([]);
    expect(fieldsOf({ ...example, environment: "sandbox" })).toEqual(["environment"]);
    expect(fieldsOf({ ...example, store: "" })).toEqual(["store"]);
  });

  test("a transaction id has at most 50 characters", () => {
    const ids = (length: number) => ({
      store_transaction_id: "x".repeat(length),
      store_original_transaction_id: "x".repeat(length),
    });
    expect(complaints({ ...oneTime, ...ids(50) })).toEqual([]);
    expect(fieldsOf({ ...oneTime, ...ids(51) })).toEqual(["store_transaction_id", "store_original_transaction_id"]);
  });

  test.each([
    [{ country: "us" }, "price.country"],
    [{ country: "USA" }, "price.country"],
    [{ currency: "usd" }, "price.currency"],
    [{ value: -1 }, "price.value"],
    [{ value: "9.99" }, "price.value"],
    [{ value: Number.NaN }, "price.value"],
    [{ country: undefined }, "price.country"],
    [{ amount: 1 }, "price"],
  ])("a price with %o is refused on %s", (change, field) => {
    expect(fieldsOf({ ...example, price: { ...example.price, ...change } })).toEqual([field]);
  });

  test("every documented cancellation reason, offer category and offer type, and no other", () => {
    for (const reason of cancellationReasons) {
      const refund = reason === "refund" ? { refunded_at: AFTER } : {};
      expect(complaints({ ...example, ...refund, cancellation_reason: reason })).toEqual([]);
    }
    for (const category of offerCategories) {
      for (const type of offerTypes) {
        const price = { ...example.price, value: 0 };
        expect(complaints({ ...example, price, offer: { category, type, id: "winter" } })).toEqual([]);
      }
    }
    expect(fieldsOf({ ...example, cancellation_reason: "bored" })).toEqual(["cancellation_reason"]);
    expect(fieldsOf({ ...example, offer: { category: "retention", type: "free", id: "x" } })).toEqual([
      "offer.category",
      "offer.type",
    ]);
  });

  test("a date names its zone", () => {
    expect(complaints({ ...example, expires_at: "2026-10-12T09:42:50" })).toMatchObject([
      { field: "expires_at", message: "invalid datetime format" },
    ]);
  });

  test("a subscription that expired long ago can be entered", () => {
    expect(complaints({ ...example, expires_at: AFTER })).toEqual([]);
  });

  test("Adapty's specification has an example that its own rules refuse: a free trial for 4.99", () => {
    const body = {
      ...example,
      price: { ...example.price, value: 4.99 },
      offer: { category: "introductory", type: "free_trial" },
    };
    expect(complaints(body)).toMatchObject([{ field: "offer.type", code: "free_trial_price_error" }]);
  });

  test.each([null, undefined, 5, "text", [], {}, { purchase_type: "gift" }])(
    "%o is refused without a crash",
    (body) => {
      expect(transactionSchema.safeParse(body).success).toBe(false);
    },
  );
});

const offer = (change: object) => ({ offer: { category: "introductory", type: "pay_up_front", ...change } });
const free = { price: { ...example.price, value: 0 } };

/** code, source, field, body that breaks only this rule, nearest body that does not. */
const cases: [string, string, string, Record<string, unknown>, Record<string, unknown>][] = [
  [
    "billing_issue_detected_at_date_comparison_error",
    "billing_issue_detected_at",
    "billing_issue_detected_at",
    { ...example, billing_issue_detected_at: SAME },
    { ...example, billing_issue_detected_at: AFTER },
  ],
  [
    "expires_date_error",
    "expires_at",
    "expires_at",
    { ...example, expires_at: SAME },
    { ...example, expires_at: AFTER },
  ],
  [
    "family_share_price_error",
    "is_family_shared",
    "is_family_shared",
    { ...example, is_family_shared: true },
    { ...example, ...free, is_family_shared: true },
  ],
  [
    "free_trial_price_error",
    "offer_type",
    "offer.type",
    { ...example, ...offer({ type: "free_trial" }) },
    { ...example, ...free, ...offer({ type: "free_trial" }) },
  ],
  [
    "grace_period_billing_error",
    "grace_period_billing_error",
    "billing_issue_detected_at",
    { ...example, grace_period_expires_at: example.expires_at },
    { ...example, grace_period_expires_at: example.expires_at, billing_issue_detected_at: AFTER },
  ],
  [
    "grace_period_expires_date_error",
    "grace_period_expires_at",
    "grace_period_expires_at",
    { ...example, grace_period_expires_at: "2026-10-12T09:42:49Z", billing_issue_detected_at: AFTER },
    { ...example, grace_period_expires_at: "2026-10-12T09:42:50Z", billing_issue_detected_at: AFTER },
  ],
  [
    "missing_offer_id",
    "offer_category",
    "offer.category",
    { ...example, ...offer({ category: "win_back", id: null }) },
    { ...example, ...offer({ category: "win_back", id: "back" }) },
  ],
  [
    "originally_purchased_date_error",
    "originally_purchased_at",
    "originally_purchased_at",
    { ...example, originally_purchased_at: AFTER },
    { ...example, originally_purchased_at: SAME },
  ],
  [
    "refund_date_error",
    "refunded_at",
    "refunded_at",
    { ...oneTime, refunded_at: oneTime.purchased_at, cancellation_reason: "refund" },
    { ...oneTime, refunded_at: "2024-01-15T10:30:01Z", cancellation_reason: "refund" },
  ],
  [
    "refund_fields_error",
    "refunded_at",
    "refunded_at",
    { ...oneTime, cancellation_reason: "refund" },
    { ...oneTime, cancellation_reason: "upgraded" },
  ],
  [
    "renew_status_changed_date_error",
    "renew_status_changed_at",
    "renew_status_changed_at",
    { ...example, renew_status_changed_at: BEFORE },
    { ...example, renew_status_changed_at: AFTER },
  ],
  [
    "store_transaction_id_error",
    "store_transaction_id",
    "store_transaction_id",
    { ...oneTime, store_transaction_id: "GPA.2" },
    { ...example, store_transaction_id: "30002109551457" },
  ],
  [
    "one_time_purchase_trial_error",
    "offer.type",
    "offer.type",
    { ...oneTime, ...offer({ type: "free_trial" }) },
    { ...oneTime, ...offer({ type: "pay_as_you_go" }) },
  ],
];

describe("the thirteen rules of set transaction", () => {
  test.each(cases)("%s comes from %s and lands on %s", (code, source, field, broken, kept) => {
    expect(complaints(broken)).toMatchObject([{ code, source, field }]);
    expect(complaints(kept)).toEqual([]);
  });

  test("say what they ask for in Adapty's own words", () => {
    const words = Object.fromEntries(cases.map(([code, , , broken]) => [code, complaints(broken)[0]?.message]));
    expect(words).toMatchObject({
      expires_date_error: "expires_at must be later than purchased_at.",
      refund_fields_error: "refunded_at and cancellation_reason=refund must be specified together.",
      one_time_purchase_trial_error: "One-time purchase cannot have a trial.",
      missing_offer_id: "offer_id must be specified for all offer types except 'introductory'.",
    });
    expect(new Set(Object.values(words)).size).toBe(13);
  });

  test("refunded_at without the reason breaks the rule as the reason without the date does", () => {
    expect(complaints({ ...oneTime, refunded_at: "2024-02-15T10:30:00Z" })).toMatchObject([
      { code: "refund_fields_error" },
    ]);
  });

  test("a new transaction id under an original one is a renewal only for subscriptions", () => {
    expect(complaints({ ...example, store_transaction_id: "next" })).toEqual([]);
  });

  test("compare instants, not spellings", () => {
    const body = {
      ...example,
      purchased_at: "2022-10-12T09:42:50Z",
      originally_purchased_at: "2022-10-12T11:42:50+02:00",
    };
    expect(complaints(body)).toEqual([]);
  });

  test("are judged while any other fields are missing or wrong", () => {
    const needs: Record<string, string[]> = {
      billing_issue_detected_at_date_comparison_error: ["billing_issue_detected_at", "purchased_at"],
      expires_date_error: ["expires_at", "purchased_at"],
      family_share_price_error: ["is_family_shared", "price"],
      free_trial_price_error: ["offer", "price"],
      grace_period_billing_error: ["grace_period_expires_at"],
      grace_period_expires_date_error: ["grace_period_expires_at", "expires_at"],
      missing_offer_id: ["offer"],
      originally_purchased_date_error: ["originally_purchased_at", "purchased_at"],
      refund_date_error: ["refunded_at", "purchased_at"],
      refund_fields_error: ["cancellation_reason"],
      renew_status_changed_date_error: ["renew_status_changed_at", "purchased_at"],
      store_transaction_id_error: ["store_transaction_id", "store_original_transaction_id"],
      one_time_purchase_trial_error: ["offer"],
    };
    const junk = fc.constantFrom(undefined, null, "", 5, "not a date", [], {}, true);
    fc.assert(
      fc.property(
        fc.constantFrom(...cases),
        fc.dictionary(fc.constantFrom(...Object.keys(example)), junk),
        (one, noise) => {
          const [code, , field, broken] = one;
          const kept = ["purchase_type", ...(needs[code] ?? [])];
          const spoiled = {
            ...broken,
            ...Object.fromEntries(Object.entries(noise).filter(([key]) => !kept.includes(key))),
          };
          expect(complaints(spoiled)).toContainEqual(expect.objectContaining({ code, field }));
        },
      ),
    );
  });

  test("are never broken by what is not there", () => {
    const partial = fc.subarray(Object.keys(example).filter((key) => key !== "purchase_type"));
    fc.assert(
      fc.property(partial, (missing) => {
        const body = missing.reduce<object>((rest, field) => without(rest, field), example);
        expect(complaints(body).filter((found) => found.code !== undefined)).toEqual([]);
      }),
    );
  });
});
