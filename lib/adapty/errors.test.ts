import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { errorEnvelopeSchema, fieldOfError, readErrorEnvelope } from "./errors";
import { transactionRules } from "./transaction-rules";

const envelope = (error_code: string, source: string | null, message: string, status_code = 400) => ({
  errors: [{ source, errors: [message] }],
  error_code,
  status_code,
});

describe("Adapty's error answers", () => {
  test.each([
    ["404 of the reference", envelope("profile_does_not_exist", null, "Profile not found", 404)],
    ["400 of the snippets", envelope("profile_does_not_exist", "non_field_errors", "Profile not found", 400)],
  ])("a missing profile is read from the %s", (_, body) => {
    expect(errorEnvelopeSchema.safeParse(body).success).toBe(true);
    expect(readErrorEnvelope(body)).toEqual({
      code: "profile_does_not_exist",
      fields: [{ field: null, message: "Profile not found" }],
    });
  });

  test("flat texts are read", () => {
    const body = { errors: ["Invalid API key"], error_code: "unauthorized", status_code: 401 };
    const expected = { code: "unauthorized", fields: [{ field: null, message: "Invalid API key" }] };
    expect(readErrorEnvelope(body)).toEqual(expected);
    expect(readErrorEnvelope({ ...body, errors: "Invalid API key" })).toEqual(expected);
  });

  test("the older object of fields is read", () => {
    const body = { errors: { email: ["Not valid.", "Too short."], base: "Broken." }, error_code: "base_error" };
    expect(readErrorEnvelope(body)).toEqual({
      code: "base_error",
      fields: [
        { field: "email", message: "Not valid." },
        { field: "email", message: "Too short." },
        { field: "base", message: "Broken." },
      ],
    });
  });

  test("JSON:API is read, and its pointer names the field", () => {
    const body = {
      errors: [
        { detail: "Required.", source: { pointer: "/data/attributes/stripe_token" }, status: "400" },
        { detail: "Broken." },
      ],
    };
    expect(readErrorEnvelope(body)).toEqual({
      code: "unnamed_error",
      fields: [
        { field: "stripe_token", message: "Required." },
        { field: null, message: "Broken." },
      ],
    });
  });

  test("several messages and several sources all arrive", () => {
    const errors = [
      { source: "price.value", errors: ["a", "b"] },
      { source: "store", errors: ["c"] },
    ];
    expect(readErrorEnvelope({ errors, error_code: "x", status_code: 400 })?.fields).toEqual([
      { field: "price.value", message: "a" },
      { field: "price.value", message: "b" },
      { field: "store", message: "c" },
    ]);
  });

  test.each([
    [null],
    ["<html>"],
    [[]],
    [{}],
    [{ error: "authorization_pending" }],
    [{ errors: [] }],
    [{ errors: [{ message: "GraphQL says no" }] }],
    [{ errors: 5 }],
    [{ error_code: "x" }],
  ])("%o is not from Adapty's API", (body) => {
    expect(readErrorEnvelope(body)).toBeNull();
  });

  test("nothing in an answer becomes [object Object] or throws", () => {
    fc.assert(
      fc.property(fc.anything(), fc.anything(), (errors, code) => {
        const fields = readErrorEnvelope({ errors, error_code: code })?.fields ?? [];
        for (const { field, message } of fields) {
          expect(typeof message).toBe("string");
          expect(field === null || typeof field === "string").toBe(true);
        }
      }),
    );
  });
});

describe("the field an error belongs to", () => {
  test.each(transactionRules.map((rule) => [rule.code, rule.source, rule.field]))(
    "%s from %s is shown at %s",
    (code, source, field) => {
      expect(fieldOfError(code, source)).toBe(field);
      expect(readErrorEnvelope(envelope(code, source, "no"))?.fields).toEqual([{ field, message: "no" }]);
    },
  );

  test.each([
    ["free_trial_price_error", "offer.type", "offer.type"],
    ["free_trial_price_error", "offer_type", "offer.type"],
    ["missing_offer_id", "offer.category", "offer.id"],
    ["missing_offer_id", "offer_category", "offer.id"],
    ["enum", "offer_type", "offer.type"],
    ["enum", "offer.category", "offer.category"],
    ["enum", "offer_category", "offer.category"],
    ["enum", "gender", "gender"],
    ["datetime", "expires_at", "expires_at"],
    ["value_error", "revoke_at", "revoke_at"],
    ["paid_access_level_does_not_exist", "non_field_errors", "access_level_id"],
    ["profile_paid_access_level_does_not_exist", "non_field_errors", "access_level_id"],
    ["revocation_date_more_than_expiration_date", "non_field_errors", "revoke_at"],
    ["revocation_date_more_than_expiration_date", "revoke_at", "revoke_at"],
    ["not_authenticated", "non_field_errors", null],
    ["parse_error", null, null],
    ["constructor", "constructor", "constructor"],
  ])("of %s from %s is %s", (code, source, field) => {
    expect(fieldOfError(code, source)).toBe(field);
  });
});
