import { describe, expect, test } from "vitest";
import { cancellationReasons, offerCategories, offerTypes } from "./fields";
import { transactionSchema } from "./transaction";
import { AFTER, complaints, example, fieldsOf, oneTime, subscription, without } from "./transaction.fixture";

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
