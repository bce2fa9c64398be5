import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { day, monthly, once, startTestEmulator } from "./client.fixture";

let emulator: Awaited<ReturnType<typeof startTestEmulator>>;
const dora = () => emulator.as("dora");

beforeAll(async () => {
  emulator = await startTestEmulator();
  await dora().create();
});
afterAll(() => emulator.close());

const trial = { category: "introductory", type: "free_trial" } as const;
const free = { country: "US", currency: "USD", value: 0 };

const rules: [code: string, source: string, message: string, body: unknown][] = [
  [
    "billing_issue_detected_at_date_comparison_error",
    "billing_issue_detected_at",
    "billing_issue_detected_at must be later than purchased_at.",
    monthly({ billing_issue_detected_at: day(-10) }),
  ],
  [
    "expires_date_error",
    "expires_at",
    "expires_at must be later than purchased_at.",
    monthly({ expires_at: day(-10) }),
  ],
  [
    "family_share_price_error",
    "is_family_shared",
    "If is_family_shared is true, price.value must be 0.",
    monthly({ is_family_shared: true }),
  ],
  [
    "one_time_purchase_trial_error",
    "offer.type",
    "One-time purchase cannot have a trial.",
    once("premium_lifetime", "1", { offer: trial, price: free }),
  ],
  [
    "free_trial_price_error",
    "offer_type",
    "If offer_type is 'free_trial', price.value must be 0.",
    monthly({ offer: trial }),
  ],
  [
    "grace_period_billing_error",
    "grace_period_billing_error",
    "If grace_period_expires_at is specified, billing_issue_detected_at must also be specified.",
    monthly({ grace_period_expires_at: day(25) }),
  ],
  [
    "grace_period_expires_date_error",
    "grace_period_expires_at",
    "grace_period_expires_at must be later or equal to expires_at.",
    monthly({ billing_issue_detected_at: day(-1), grace_period_expires_at: day(19) }),
  ],
  [
    "missing_offer_id",
    "offer_category",
    "offer_id must be specified for all offer types except 'introductory'.",
    monthly({ offer: { category: "promotional", type: "pay_up_front" } }),
  ],
  [
    "originally_purchased_date_error",
    "originally_purchased_at",
    "originally_purchased_at must be earlier than or equal to purchased_at.",
    monthly({ originally_purchased_at: day(-9) }),
  ],
  [
    "refund_date_error",
    "refunded_at",
    "refunded_at must be later than purchased_at.",
    monthly({ refunded_at: day(-10), cancellation_reason: "refund" }),
  ],
  [
    "refund_fields_error",
    "refunded_at",
    "refunded_at and cancellation_reason=refund must be specified together.",
    monthly({ refunded_at: day(-1) }),
  ],
  [
    "renew_status_changed_date_error",
    "renew_status_changed_at",
    "renew_status_changed_at must be later than purchased_at.",
    monthly({ renew_status_changed_at: day(-10) }),
  ],
  [
    "store_transaction_id_error",
    "store_transaction_id",
    "store_transaction_id must be equal to store_original_transaction_id for purchase.",
    once("premium_lifetime", "1", { store_original_transaction_id: "2" }),
  ],
];

describe("set transaction refuses with Adapty's own words", () => {
  test.each(rules)("%s", async (code, source, message, body) => {
    const answer = await dora().set(body);
    expect(answer.status).toBe(400);
    expect(answer.body).toEqual({ errors: [{ source, errors: [message] }], error_code: code, status_code: 400 });
  });

  test("and nothing is recorded", async () => {
    const { body } = await dora().get();
    expect(body.data.subscriptions).toEqual([]);
    expect(body.data.non_subscriptions).toEqual([]);
  });

  test("a grace period that ends together with the subscription is allowed", async () => {
    await emulator.as("dirk").create();
    const grace = { billing_issue_detected_at: day(-1), grace_period_expires_at: day(20) };
    expect((await emulator.as("dirk").set(monthly(grace))).status).toBe(200);
  });
});

const shapes: [what: string, body: unknown, code: string, source: string | null, message: string][] = [
  ["no purchase type", {}, "missing", "purchase_type", "field required"],
  [
    "an unknown purchase type",
    { purchase_type: "gift" },
    "enum",
    "purchase_type",
    "value is not a valid enumeration member; permitted: 'subscription', 'one_time_purchase'",
  ],
  [
    "an unknown environment",
    { ...monthly(), environment: "sandbox" },
    "enum",
    "environment",
    "value is not a valid enumeration member; permitted: 'Production', 'Sandbox'",
  ],
  ["a date in words", monthly({ expires_at: "tomorrow" }), "datetime", "expires_at", "invalid datetime format"],
  [
    "a date without a zone",
    monthly({ expires_at: "2026-05-01T00:00:00" }),
    "datetime",
    "expires_at",
    "invalid datetime format",
  ],
  [
    "no price currency",
    { ...monthly(), price: { country: "US", value: 1 } },
    "missing",
    "price.currency",
    "field required",
  ],
  [
    "a null for a required date",
    { ...monthly(), purchased_at: null },
    "value_error",
    "purchased_at",
    "none is not an allowed value",
  ],
  [
    "a transaction id of 51 characters",
    monthly({ store_transaction_id: "x".repeat(51) }),
    "value_error",
    "store_transaction_id",
    "At most 50 characters.",
  ],
];

describe("set transaction refuses a wrong shape", () => {
  test.each(shapes)("%s", async (_, body, code, source, message) => {
    const answer = await dora().set(body);
    expect(answer.status).toBe(400);
    expect(answer.body).toEqual({ errors: [{ source, errors: [message] }], error_code: code, status_code: 400 });
  });

  test("before it judges a rule that is broken too", async () => {
    const { renew_status: _, ...rest } = monthly({ expires_at: day(-20) });
    expect((await dora().set(rest)).body.error_code).toBe("missing");
  });

  test("but ignores fields it does not know, at any depth", async () => {
    await emulator.as("dina").create();
    const answer = await emulator
      .as("dina")
      .set({ ...monthly(), colour: "red", price: { ...monthly().price, tax: 1 } });
    expect(answer.status).toBe(200);
    expect(answer.body.data.subscriptions[0]).not.toHaveProperty("colour");
  });
});
