import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { AFTER, BEFORE, complaints, example, oneTime, SAME, without } from "./transaction.fixture";

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
    "offer.id",
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
