import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type OperationName, operations } from "./catalogue";
import { describeRequest, nameOperation } from "./describe-request";
import type { TransactionKind } from "./transaction-kind";

const names = Object.keys(operations) as OperationName[];
const say = (name: OperationName, request: unknown) =>
  describeRequest(name, request)
    .map((part) =>
      typeof part === "string"
        ? part
        : "instant" in part
          ? new Date(part.instant).toISOString().slice(0, 10)
          : part.text,
    )
    .join("");
const april = "2027-04-20T12:00:00Z";
const march = "2027-03-20T12:00:00Z";
const bought = {
  store: "app_store",
  store_transaction_id: "TX-1",
  store_product_id: "premium_annual",
  price: { country: "US", currency: "USD", value: 59.99 },
};

test.each<[OperationName, unknown, string]>([
  ["access.grant", { access_level_id: "no-ads", expires_at: april }, "No ads until 2027-04-20"],
  [
    "access.grant",
    { access_level_id: "premium", starts_at: march, expires_at: april },
    "Premium from 2027-03-20 until 2027-04-20",
  ],
  ["access.grant", { access_level_id: "premium", expires_at: null }, "Premium for life"],
  ["access.revoke", { access_level_id: "premium", revoke_at: null }, "Premium at once"],
  ["access.revoke", { access_level_id: "premium", revoke_at: april }, "Premium on 2027-04-20"],
  ["comp.grant", { store_product_id: "comp_premium", expires_at: april }, "comp_premium until 2027-04-20"],
  ["comp.end", { store_product_id: "comp_premium", expires_at: april }, "comp_premium on 2027-04-20"],
  ["transaction.set", bought, "TX-1, premium_annual (App Store), 59.99 USD"],
  [
    "transaction.set",
    { ...bought, expires_at: april },
    "TX-1, premium_annual (App Store), 59.99 USD, until 2027-04-20",
  ],
  [
    "transaction.set",
    { ...bought, expires_at: march, grace_period_expires_at: april },
    "TX-1, premium_annual (App Store), 59.99 USD, until 2027-04-20",
  ],
  [
    "transaction.set",
    { ...bought, purchase_type: "one_time_purchase" },
    "TX-1, premium_annual (App Store), 59.99 USD, a one-time purchase without an end: for life if it gives access",
  ],
  [
    "transaction.set",
    { ...bought, expires_at: march, refunded_at: april },
    "TX-1, premium_annual (App Store), 59.99 USD, refunded 2027-04-20",
  ],
  ["profile.delete", {}, "At Adapty, with all that is kept of them there"],
  ["profile.update", { first_name: "Zoë", custom_attributes: [{ key: "plan", value: "x" }] }, "first name, plan"],
  [
    "profile.update",
    { email: "a@b.example", ip_v4_address: "203.0.113.7", att_status: 3, later_field: 1 },
    "e-mail, IP address, app tracking (ATT), later field",
  ],
])("%s of %j", (name, request, expected) => {
  expect(say(name, request)).toBe(expected);
});

test("names an operation by what it was, as done or as asked for", () => {
  const named = (kind: TransactionKind | null) =>
    (["applied", "rejected"] as const).map((state) => nameOperation({ name: "transaction.set", kind, state }));
  expect(named(null)).toEqual(["Entered a transaction", "Enter transaction"]);
  expect(named("correction")).toEqual(["Corrected a transaction", "Correct a transaction"]);
  expect(named("renewal")).toEqual(["Added a renewal", "Add a renewal"]);
  expect(nameOperation({ name: "comp.end", kind: null, state: "applied" })).toBe("Ended a comp");
});

describe("hostile requests", () => {
  test.each(names)("are described without a crash, an undefined or an [object Object]: %s", (name) => {
    const keys = [
      "access_level_id",
      "expires_at",
      "grace_period_expires_at",
      "purchase_type",
      "store",
      "store_transaction_id",
      "store_product_id",
      "price",
      "custom_attributes",
      "revoke_at",
    ];
    const hostile = fc.oneof(fc.jsonValue(), fc.dictionary(fc.constantFrom(...keys), fc.jsonValue()));
    fc.assert(
      fc.property(hostile, (request) => {
        const said = say(name, request);
        expect(typeof said).toBe("string");
        if (!JSON.stringify(request).includes("undefined")) expect(said).not.toMatch(/undefined|\[object/);
      }),
    );
  });

  test("never say for life of a comp whose end cannot be read", () => {
    for (const expires_at of [undefined, null, "soon", 7]) {
      expect(say("comp.grant", { store_product_id: "comp_premium", expires_at })).toBe("comp_premium");
    }
  });
});
