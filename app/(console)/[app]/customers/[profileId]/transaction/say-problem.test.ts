import { expect, test } from "vitest";
import { transactionRules } from "@/lib/adapty/transaction-rules";
import { sayFailure, sayProblem } from "./say-problem";

test.each([
  ["originally_purchased_date_error", "“Originally purchased” must be earlier than or equal to “Purchased”."],
  ["missing_offer_id", "“Offer id” must be specified for all offer types except “Introductory”."],
  ["free_trial_price_error", "If “Offer type” is “Free trial”, “Price” must be 0."],
  ["family_share_price_error", "If “Family sharing” is “Shared within the family”, “Price” must be 0."],
  ["refund_fields_error", "“Refunded” and “Cancellation reason: Refund” must be specified together."],
  ["store_transaction_id_error", "“Transaction id” must be equal to “Original transaction id” for purchase."],
])("%s is said with the form's words", (code, expected) => {
  expect(sayProblem(transactionRules.find((rule) => rule.code === code)?.message ?? "")).toBe(expected);
});

test("no rule is said with the request's names", () => {
  for (const { message } of transactionRules) expect(sayProblem(message)).not.toMatch(/\w[_=]\w|price\.value/);
});

test("what names no field stays as it is, and so does a longer name that holds one", () => {
  for (const text of ["Required.", "Unknown store.", "no such thing as my_expires_at_2", "offer.idle", ""]) {
    expect(sayProblem(text)).toBe(text);
  }
});

test("a failure is said so in its sentence and beside each field, its code as Adapty gave it", () => {
  const said = "expires_at must be later than purchased_at.";
  const fields = [{ field: "expires_at", message: said }];
  const failure = {
    outcome: "refused" as const,
    code: "expires_date_error",
    message: `Adapty refused: ${said}`,
    fields,
  };
  const expected = "“Expires” must be later than “Purchased”.";
  expect(sayFailure(failure)).toEqual({
    ...failure,
    message: `Adapty refused: ${expected}`,
    fields: [{ field: "expires_at", message: expected }],
  });
});
