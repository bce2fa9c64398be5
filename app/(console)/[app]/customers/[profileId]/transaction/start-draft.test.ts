import { describe, expect, test } from "vitest";
import { transactionSchema } from "@/lib/adapty/transaction";
import { toBody, toDraft } from "./draft";
import { findProblems } from "./problems";
import { startDraft } from "./start-draft";

const why = { reason: "", note: "", ticket: "" };
const judging = { isTaken: () => false, isGrant: () => false, reasons: [] };

const running = {
  store: "play_store",
  store_product_id: "premium_monthly",
  store_base_plan_id: "base-monthly",
  store_transaction_id: "GPA.1..2",
  store_original_transaction_id: "GPA.1",
  environment: "Production",
  offer: null,
  purchased_at: "2026-03-01T10:00:00+00:00",
  originally_purchased_at: "2026-01-01T10:00:00+00:00",
  expires_at: "2026-04-01T10:00:00+00:00",
  renewal_cancelled_at: null,
  billing_issue_detected_at: null,
  is_in_grace_period: false,
  cancellation_reason: null,
};
const bought = {
  purchase_id: "4d1b6a2e-0000-4000-8000-000000000000",
  store: "app_store",
  store_product_id: "coins_100",
  store_base_plan_id: null,
  store_transaction_id: "77",
  store_original_transaction_id: "77",
  purchased_at: "2026-03-01T10:00:00+00:00",
  environment: "Sandbox",
  is_refund: false,
  is_consumable: true,
};
const price = { country: "US", currency: "USD", value: 4.99 };
const correct = (change: object = {}) =>
  toBody(startDraft({ kind: "correct_subscription", entry: { ...running, ...change } }));

test("a new transaction starts as an empty subscription in Production", () => {
  expect(startDraft({ kind: "new" })).toEqual(toDraft({ purchase_type: "subscription" }));
});

describe("a correction", () => {
  test("keeps both ids and everything Adapty answered, and lacks only the price", () => {
    expect(correct()).toEqual({
      purchase_type: "subscription",
      store: "play_store",
      environment: "Production",
      store_product_id: "premium_monthly:base-monthly",
      store_transaction_id: "GPA.1..2",
      store_original_transaction_id: "GPA.1",
      price: {},
      purchased_at: running.purchased_at,
      originally_purchased_at: running.originally_purchased_at,
      expires_at: running.expires_at,
      renew_status: true,
    });
    expect(transactionSchema.safeParse({ ...correct(), price }).success).toBe(true);
  });

  test("derives a renewal that is off, and since when, from renewal_cancelled_at", () => {
    const cancelled = "2026-03-10T10:00:00+00:00";
    expect(correct({ renewal_cancelled_at: cancelled })).toMatchObject({
      renew_status: false,
      renew_status_changed_at: cancelled,
    });
  });

  test("leaves auto-renew open when Adapty did not say, and never guesses it", () => {
    expect(correct({ renewal_cancelled_at: undefined })).not.toHaveProperty("renew_status");
  });

  test.each([undefined, null])(
    "leaves the environment open when Adapty answered %s, and asks for it",
    (environment) => {
      const starts = [
        startDraft({ kind: "correct_subscription", entry: { ...running, environment } }),
        startDraft({ kind: "correct_purchase", entry: { ...bought, environment } }),
        startDraft({ kind: "renewal", entry: { ...running, environment } }),
      ];
      for (const draft of starts) {
        expect(toBody(draft)).not.toHaveProperty("environment");
        const problems = findProblems({ ...draft, ...why }, judging);
        expect(problems).toContainEqual({ field: "environment", message: "Required.", atOnce: false });
        const chosen = findProblems({ ...draft, ...why, environment: "Sandbox" }, judging);
        expect(chosen.map(({ field }) => field)).not.toContain("environment");
      }
    },
  );

  test("does not add a base plan twice", () => {
    expect(correct({ store_product_id: "premium_monthly:base-monthly" })).toMatchObject({
      store_product_id: "premium_monthly:base-monthly",
    });
  });

  test("carries the offer, the billing issue and the reason along", () => {
    const offer = { category: "introductory", type: "pay_up_front", id: null };
    const trouble = { billing_issue_detected_at: "2026-03-20T00:00:00+00:00", cancellation_reason: "billing_error" };
    expect(correct({ offer, ...trouble })).toMatchObject({
      offer: { category: "introductory", type: "pay_up_front" },
      ...trouble,
    });
  });

  test("of a one-time purchase lacks only the price", () => {
    const body = toBody(startDraft({ kind: "correct_purchase", entry: bought }));
    expect(transactionSchema.safeParse({ ...body, price }).success).toBe(true);
    expect(body).toMatchObject({ environment: "Sandbox", store_transaction_id: "77" });
  });

  test("of a refunded purchase says so and asks for the date", () => {
    const body = toBody(startDraft({ kind: "correct_purchase", entry: { ...bought, is_refund: true } }));
    expect(transactionSchema.safeParse({ ...body, price }).error?.issues).toMatchObject([{ path: ["refunded_at"] }]);
  });
});

test("a renewal keeps the original id and the first date, begins where the last period ended, and has no id yet", () => {
  const body = toBody(startDraft({ kind: "renewal", entry: running }));
  expect(body).toEqual({
    purchase_type: "subscription",
    store: "play_store",
    environment: "Production",
    store_product_id: "premium_monthly:base-monthly",
    store_original_transaction_id: "GPA.1",
    price: {},
    originally_purchased_at: running.originally_purchased_at,
    purchased_at: running.expires_at,
    renew_status: true,
  });
});
